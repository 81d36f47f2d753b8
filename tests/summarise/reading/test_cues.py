from service.summarise.article import DropReason
from service.summarise.reading import cues


def found(line: str) -> list[tuple[DropReason, int, int]]:
    return list(cues.find(cues.words_of(line)))


def test_the_longest_cue_that_starts_at_a_word_is_taken() -> None:
    assert found("Share this") == [(DropReason.SHARE, 0, 2)]
    assert found("Share this story") == [(DropReason.SHARE, 0, 2)]
    assert found("Share") == [(DropReason.SHARE, 0, 1)]


def test_a_word_inside_a_cue_starts_no_other() -> None:
    assert found("Please enter your email address") == [(DropReason.NEWSLETTER, 1, 3)]


def test_words_that_begin_a_cue_and_do_not_go_on_are_none() -> None:
    assert found("The mayor said on Monday that") == []


def test_case_and_apostrophes_do_not_matter() -> None:
    assert found("SHARE THIS") == found("share this")
