"""The benches run, lose nothing, and stay within generous ratios of a limit taken in the same run."""

from queue_server.simulate.engine import Engine
from tests.bench import call, events, learning, measures, old_visits, post
from tests.bench.forecast import errors
from tests.bench.foretold import day_told
from tests.bench.halls import hall


def test_tickets_are_issued_at_a_fair_share_of_what_the_disk_and_sqlite_allow():
    figures = post.run(rounds=3, visits=400)
    assert figures["ratio_to_one_a_commit"] > 0.12
    assert figures["ratio_to_groups_of_32"] > 0.03
    assert figures["ratio_to_writer_alone"] > 0.1


def test_every_reader_hears_every_call_soon_after_it_is_durable():
    figures = events.run(subscribers=100, seconds=4)
    assert figures["events"] == 80
    assert figures["p50_to_answer_p50"] < 5
    assert figures["p99_to_answer_p99"] < 10


def test_tickets_go_on_while_one_long_report_follows_another():
    figures = measures.run(days_kept=20, visits_a_day=100, seconds=3)
    assert figures["ratio_p50"] < 20


def test_on_days_of_its_own_the_forecast_is_better_than_any_simple_estimator():
    busy = hall("S3", 1.0)
    figures = errors(one for seed in range(6) for one in day_told(busy, seed, Engine()))
    assert figures["people"] > 200
    assert figures["better_than_naive"] > 0.2
    assert 0.65 < figures["coverage"] < 0.95


def test_an_office_learns_that_its_services_take_longer_than_was_believed():
    figures = learning.run(offices=2, weeks=2)
    believed, learnt = figures["unlearnt"], figures["weeks"][-1]
    assert learnt["bias"] > believed["bias"]
    assert learnt["coverage"] > believed["coverage"]


def test_old_visits_do_not_make_a_working_day_slower():
    figures = old_visits.run(20_000)
    assert figures["visits"] == 20_000
    # Generous, for a machine that does other things meanwhile: reading through the past would be tens of times slower.
    assert figures["ratio"]["board"] < 3
    assert figures["ratio"]["hall"] < 3
    assert figures["ratio"]["ticket"] < 3


def test_a_call_among_500_who_wait_costs_little_more_than_among_five_though_all_passed_over_are_written_down():
    figures = call.compared("strict", 500, 40)
    assert figures["passed_over"]["most"] > 50
    assert figures["ratio"] < 20
