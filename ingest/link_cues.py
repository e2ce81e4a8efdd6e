"""The words by which a text ties a document to what is done: ``theo``, ``thực hiện``, ``về chính sách``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.match.citations import Citation
from ingest.text import lower
from ontology.phrases import load_words

WORDS = "link_cues"
_SHORTEST = 3  # words of an activity's name
_MOST_WORDS = 14
_LONGEST_PHRASE = 110
_ABOUT = re.compile(r"^(?:(?:về việc|việc|về|đối với)\s+)?(?:công tác\s+)?", re.IGNORECASE)
_DOCUMENT_WORD = re.compile(r"(?:nghị quyết|nghị định|quyết định|chỉ thị|kế hoạch|thông tư|luật)(?!\w)")
_NEAR = 80  # characters in which a word of support must stand before "theo"


def told_policy(citation: Citation, subject: str, *, done: bool) -> str:
    """What a resolution or scheme is about, if that is a policy ("về chỉnh trang đô thị"), no year's work.

    Unless something is ``done`` under it, only support ("về hỗ trợ học sinh") is one.
    """
    words = load_words(WORDS)
    if citation.kind.id not in words["told_policies"] or len(subject.split()) < 2:
        return ""
    about = topic(subject)
    return about if done or lower(about).startswith(words["policy_heads"]) else ""


def is_carried_out(before: str, after: str) -> bool:
    """Whether the words around a document say that it is carried out, or what was done under it.

    A document that is only named ("Nghị quyết số 7 về chi thường xuyên.") ties nothing.
    """
    words = load_words(WORDS)
    told = ((words["carries_out"], before), (words["was_done"], after))
    return any(re.search(rf"(?<!\w)(?:{_choice(cues)})(?!\w)", lower(part)) for cues, part in told)


def topic(subject: str) -> str:
    """What a document is about, ``""`` for the year's tasks and the organs' own work."""
    about = _ABOUT.sub("", subject.strip(' .…“”"'))
    dull = lower(about).startswith(load_words(WORDS)["no_policies"])
    return "" if dull or _DOCUMENT_WORD.search(lower(about)) else about


def is_reviewed(text: str, start: int, at: int) -> bool:
    """Whether a document was studied, summed up, checked or only issued, as the words before it say."""
    before = lower(text[max(start, at - _NEAR) : at])
    words = load_words(WORDS)
    return any(cue in before for cue in words["reviewed"]) or before.rstrip().endswith(words["issued"])


def is_procedure(name: str, before: str) -> bool:
    """Whether what is done is no policy but a procedure that any document lays down, or a penalty."""
    words, told = load_words(WORDS), lower(name)
    phrase = re.split(r"[,;:.]\s", lower(before))[-1].strip(" -–+*")
    aside = any(re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", told) for cue in words["formal"])
    penal = any(cue in lower(before) for cue in words["penal"])
    dull = told.startswith(("%", *words["procedures"])) or phrase.startswith(words["procedures"])
    return aside or penal or dull or phrase.endswith("kèm")


def is_activity(name: str, counted: bool) -> bool:
    """Whether words before ``theo`` tell something done; what was ``counted`` needs fewer of them."""
    return len(name.split()) >= _SHORTEST - counted and not _DOCUMENT_WORD.search(lower(name))


def done_after(text: str, at: int, end: int, mark: str) -> str:
    """What a sentence that opened with its document goes on to tell, up to its first comma.

    Only where it tells a figure: "Theo Nghị định …, huyện hỗ trợ 09 máy gặt": ``hỗ trợ máy gặt``.
    """
    rest = text[at:end].lstrip()
    if not rest.startswith(mark) or not re.search(r"\d", rest) or "báo cáo" in lower(rest):
        return ""
    told = _actor().sub("", rest.lstrip(" ,:"), count=1)
    told = re.split(r"[;.(]\s|,\s|[:(]", told, maxsplit=1)[0]
    words = re.sub(r"\d[\d.,/]*\s*(?:ha|triệu đồng|tỷ đồng|%|km|tấn)?", " ", told).split()
    name = " ".join(words[:_MOST_WORDS]).strip(" .")
    dull = lower(name).startswith(load_words(WORDS)["told_only"])
    return "" if dull or len(words) < _SHORTEST - 1 else _small(name)


def _small(name: str) -> str:
    """Without the capital of a sentence; names and abbreviations keep theirs."""
    named = name[1:2].isupper() or name.partition(" ")[2][:1].isupper()
    return name if named else name[:1].lower() + name[1:]


def in_brackets(text: str, start: int, at: int) -> bool:
    """Whether a document stands in brackets of its own: "xã nông thôn mới nâng cao (Quyết định số …"."""
    return bool(re.search(r"\((?:theo\s+)?$", text[start:at]))


def named_before_brackets(text: str, start: int, at: int) -> str:
    """The scheme, policy or money that a document in brackets is of: "Vốn giao thông nông thôn (QĐ …)"."""
    phrase = re.split(r"[,;:.]\s", text[start : text.rindex("(", start, at)])[-1].strip(" -–+*")
    found = lower(phrase).startswith(load_words(WORDS)["bracketed"]) and len(phrase.split()) >= _SHORTEST
    return phrase if found and len(phrase) <= _LONGEST_PHRASE else ""


def opens_sentence(text: str, start: int, end: int) -> bool:
    """Whether a document opens its sentence: "Theo Nghị quyết …, huyện hỗ trợ …"."""
    before = re.sub(r"^[\W\d_]+", "", lower(text[start:end])).strip()
    words = re.sub(r"\s+(?:các|nội dung|những)$", "", before)
    return words in load_words(WORDS)["opens"]


def done_under(text: str, start: int, end: int) -> re.Match[str] | None:
    """``theo``, ``thuộc`` … right before a citation, with nothing but filling words between."""
    return _under_pattern().search(lower(text), start, end)


def has_support(text: str, start: int, end: int) -> bool:
    """Whether a word of support stands shortly before the end."""
    words = lower(text[max(start, end - _NEAR) : end])
    return any(cue in words for cue in load_words(WORDS)["support"])


def policy_set_up(subject: str) -> str:
    """What a document that lays down a policy is about: ``quy định chính sách về X`` -> ``X``."""
    for opening in load_words(WORDS)["policy"]:
        if lower(subject).startswith(opening):
            return re.sub(r"^(?:về|hỗ trợ về)\s+", "", subject[len(opening) :].strip(" .…"))
    return ""


@cache
def _under_pattern() -> re.Pattern[str]:
    words = load_words(WORDS)
    under, filler = _choice(words["under"]), _choice(words["filler"])
    return re.compile(rf"(?<!\w)(?P<word>{under})(?:[\s,(:]+(?:{filler})(?!\w))*[\s,(:]*$")


@cache
def sets_up() -> re.Pattern[str]:
    """What stands between a document and the programme that it lays down."""
    return re.compile(rf"[\s,]*(?:{_choice(load_words(WORDS)['sets_up'])})(?!\w)")


@cache
def _actor() -> re.Pattern[str]:
    actors, done = (_choice(load_words(WORDS)[name]) for name in ("actors", "has_done"))
    return re.compile(rf"^(?:(?:{actors})\s+){{0,4}}(?:(?:{done})\s+)*", re.IGNORECASE)


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
