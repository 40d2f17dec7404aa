"""Calling: who comes next, a chosen visit, and a counter that already has somebody."""

from concurrent.futures import ThreadPoolExecutor

from tests.integration.server.hall import BIRTHS, COLLEAGUE, COPIES, HERS, LAND, MINE, RESULTS, Hall, done, refused


def test_in_each_service_of_a_counter_the_first_to_arrive_is_called_first_and_the_short_one_before_the_long(hall: Hall):
    hall.open(MINE)
    births, copies, more_births, more_copies = (
        hall.ticket(service)["visit_id"] for service in (BIRTHS, COPIES, BIRTHS, COPIES)
    )
    called = []
    for _ in range(4):
        called.append(hall.call_next()["visit_id"])
        hall.move(called[-1], "cancel", reason="về")
    assert called == [copies, more_copies, births, more_births]


def test_a_call_tells_the_counter_and_what_stands_before_it(hall: Hall):
    hall.open(MINE)
    ticket = hall.ticket()
    answer = done(hall.clerk.post(f"/counters/{MINE}/call-next"))
    assert answer["visit"]["visit_id"] == ticket["visit_id"]
    assert (answer["visit"]["state"], answer["visit"]["counter_id"]) == ("called", MINE)
    assert answer["counter"]["ticket_number"] == ticket["ticket_number"]
    board = done(hall.anybody.get("/board"))
    assert board["calls"][0]["ticket_number"] == ticket["ticket_number"]
    assert board["calls"][0]["counter_id"] == MINE


def test_nobody_waiting_is_told_in_a_sentence(hall: Hall):
    hall.open(MINE)
    hall.ticket(LAND)
    assert refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "nobody_waiting")


def test_a_busy_counter_calls_nobody_else(hall: Hall):
    hall.visit_in("called")
    hall.ticket()
    sentence = refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "counter_busy")
    assert MINE in sentence
    hall.move(str(hall.counter(MINE)["visit_id"]), "serve")
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "counter_busy")


def test_a_priority_class_comes_sooner_and_everyone_else_still_comes(hall: Hall):
    hall.open(MINE)
    ordinary = [hall.ticket()["visit_id"] for _ in range(2)]
    elder = hall.ticket(priority_class="elderly_75")["visit_id"]
    assert hall.waiting() == [elder, *ordinary]
    assert hall.call_next()["visit_id"] == elder
    hall.move(elder, "cancel", reason="về")
    assert [visit["overtaken"] for visit in done(hall.supervisor.get("/visits"))["visits"]] == [1, 1]


def test_the_policy_says_in_each_language_why_it_called_this_one(hall: Hall):
    hall.open(MINE)
    hall.ticket()
    elder = hall.ticket(priority_class="elderly_75")["visit_id"]
    called = done(hall.clerk.post(f"/counters/{MINE}/call-next"))["visit"]
    assert called["why"]["code"] == "priority"
    assert called["why"]["passed_over"] == 1
    assert called["why"]["text"]["vi"].startswith("Đối tượng ưu tiên được gọi sớm hơn. Đã chờ 0 phút.")
    assert called["why"]["text"]["en"].startswith("Priority people are called sooner.")
    assert done(hall.supervisor.get(f"/visits/{elder}"))["why"] == called["why"]
    assert done(hall.supervisor.get("/visits"))["visits"][-1]["why"] == called["why"]


def test_a_call_that_a_clerk_chose_gives_no_reason_of_the_policy(hall: Hall):
    hall.open(MINE)
    chosen = hall.ticket()["visit_id"]
    answer = done(hall.clerk.post(f"/visits/{chosen}/call", {"counter_id": MINE, "reason": "người quen hàng"}))
    assert answer["visit"]["why"] is None
    assert done(hall.supervisor.get(f"/visits/{chosen}"))["why"] is None


def test_nobody_is_overtaken_more_than_five_times(hall: Hall):
    hall.open(MINE)
    ordinary = hall.ticket()["visit_id"]
    elders = [hall.ticket(priority_class="elderly_75")["visit_id"] for _ in range(8)]
    called = []
    for _ in range(7):
        called.append(hall.call_next()["visit_id"])
        hall.move(called[-1], "cancel", reason="về")
    assert called == [*elders[:5], ordinary, elders[5]]


def test_a_chosen_visit_is_called_with_a_reason_that_is_kept_from_everyone_else(hall: Hall):
    hall.open(MINE)
    first, chosen = hall.ticket(), hall.ticket()
    seq = hall.seq()
    body = {"counter_id": MINE, "reason": "xe lăn, người nhà đang đợi"}
    visit = done(hall.clerk.post(f"/visits/{chosen['visit_id']}/call", body))["visit"]
    assert visit["state"] == "called"
    assert hall.visit(first["visit_id"])["overtaken"] == 0
    assert "xe lăn" not in str(hall.events_after(seq))
    assert "xe lăn" not in hall.anybody.get("/board").content.decode()


def test_a_chosen_visit_must_be_one_that_the_counter_serves(hall: Hall):
    hall.open(MINE)
    visit_id = hall.ticket(LAND)["visit_id"]
    call = f"/visits/{visit_id}/call"
    refused(hall.clerk.post(call, {"counter_id": MINE, "reason": "quen"}), 409, "counter_cannot_serve")
    refused(hall.clerk.post(call, {"counter_id": HERS, "reason": "quen"}), 409, "counter_not_held")
    refused(hall.clerk.post(call, {"counter_id": "99", "reason": "quen"}), 404, "unknown_counter")
    hall.open("6", "supervisor")
    refused(hall.clerk.post(call, {"counter_id": "6", "reason": "quen"}), 409, "counter_held")
    assert hall.visit(visit_id)["state"] == "waiting"


def test_a_busy_or_paused_counter_cannot_call_a_chosen_visit(hall: Hall):
    hall.visit_in("called")
    call = f"/visits/{hall.ticket()['visit_id']}/call"
    body = {"counter_id": MINE, "reason": "hẹn trước"}
    refused(hall.clerk.post(call, body), 409, "counter_busy")
    hall.move(str(hall.counter(MINE)["visit_id"]), "no-show")
    done(hall.clerk.post(f"/counters/{MINE}/pause"))
    refused(hall.clerk.post(call, body), 409, "counter_not_open")


def test_a_counter_that_prefers_priority_classes_calls_them_before_earlier_arrivals(hall: Hall):
    hall.open("8", COLLEAGUE)
    hall.open("3")
    early = [hall.ticket(RESULTS)["visit_id"] for _ in range(2)]
    elder = hall.ticket(RESULTS, "elderly_60")["visit_id"]
    assert hall.call_next("8", COLLEAGUE)["visit_id"] == elder
    assert hall.call_next("3")["visit_id"] == early[0]


def test_eight_counters_that_call_at_once_never_get_the_same_visit(hall: Hall):
    people = [hall.token(who) for who in ("clerk", *(f"clerk-{n}" for n in range(1, 6)), "supervisor", "admin")]
    desks = [(str(number), hall.anybody.as_(token)) for number, token in enumerate(people, start=1)]
    for counter, caller in desks:
        done(caller.post(f"/counters/{counter}/open"))
    for service in (COPIES, COPIES, RESULTS, RESULTS, "trich-luc", LAND, LAND, "tro-cap") * 2:
        hall.ticket(service)
    with ThreadPoolExecutor(len(desks)) as pool:
        answers = list(pool.map(lambda desk: desk[1].post(f"/counters/{desk[0]}/call-next"), desks))
    called = [done(answer)["visit"] for answer in answers]
    assert len({visit["visit_id"] for visit in called}) == len(desks)
    assert len({visit["ticket_number"] for visit in called}) == len(desks)
