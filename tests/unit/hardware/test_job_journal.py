"""Each job is claimed once, whatever happens to the process."""

from pathlib import Path

import pytest

from hardware.faults import SetupError
from hardware.job_journal import JobJournal, JobOutcome


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "print-jobs.jsonl"


def reopened(journal: JobJournal, path: Path) -> JobJournal:
    journal.close()
    return JobJournal(path)


def test_a_job_claimed_before_a_crash_counts_as_unconfirmed_and_cannot_be_claimed_again(path: Path) -> None:
    journal = JobJournal(path)
    journal.claim("job-1")
    journal = reopened(journal, path)
    assert journal.unreported() == [JobOutcome("job-1", "unconfirmed")]
    with pytest.raises(ValueError, match="job-1"):
        journal.claim("job-1")


def test_an_outcome_is_kept_until_the_server_has_heard_it(path: Path) -> None:
    journal = JobJournal(path)
    for job, fault in (("job-1", None), ("job-2", "paper_out")):
        journal.claim(job)
        journal.finish(job, fault)
    journal = reopened(journal, path)
    assert journal.unreported() == [JobOutcome("job-1", None), JobOutcome("job-2", "paper_out")]
    journal.note_reported("job-1")
    journal = reopened(journal, path)
    assert journal.unreported() == [JobOutcome("job-2", "paper_out")]
    assert journal.outcome("job-1") == JobOutcome("job-1", None, reported=True)


def test_a_line_that_a_crash_cut_off_is_passed_over(path: Path) -> None:
    journal = JobJournal(path)
    journal.claim("job-1")
    journal.close()
    with path.open("ab") as file:
        file.write(b'{"job_id": "job-2", "sta')
    journal = JobJournal(path)
    assert [job.job_id for job in journal.unreported()] == ["job-1"]
    journal.claim("job-2")


def test_a_journal_somebody_has_edited_is_refused_rather_than_guessed(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("printed everything, thanks\n")
    with pytest.raises(SetupError, match="line 1"):
        JobJournal(path)


def test_two_agents_cannot_share_a_journal(path: Path) -> None:
    first = JobJournal(path)
    with pytest.raises(SetupError, match="another print agent"):
        JobJournal(path)
    first.close()
    JobJournal(path).close()
