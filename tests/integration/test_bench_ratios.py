"""The benches run, lose nothing, and stay within generous ratios of a limit taken in the same run."""

from tests.bench import events, measures, post


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
