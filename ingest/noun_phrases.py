"""The noun phrases beside a figure: property, thing and act left of it, the thing right of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.label_kinds import ACTS, CHAIN, ENDS
from ingest.match.units import unit_at
from ingest.subjects import Subject
from ingest.tokens import Kind, Stream
from ingest.wording import is_qualifier, names_document, only_qualifies, starts_with_agent

_LINKS_THAT_END = frozenset({"tại", "để", "nhằm", "theo", "trong", "do", "vì", "qua", "bởi"})
_SHORT_AGENT = 3  # words of "huyện", "toàn huyện", "công an huyện"
_LINKS_OF_NOUNS = frozenset({"trong", "theo"})  # as in "trong và ngoài tỉnh", "theo học"
_SAID = frozenset({"copula", "negation", "excess"})
_DISTRICTS = (("huyện",), ("thị", "xã"), ("thành", "phố"))
_RAISED = frozenset({"đưa", "nâng"})
_LINKED = frozenset({"link", "joint"})
_PLACE_LINKS = frozenset({"tại", "ở"})
_NAMING = frozenset({"là", "gồm"})
_OPENERS = frozenset(".:;()-–+*•?!")
_LONGEST_RIGHT = 14


def read_left(stream: Stream, left: Sequence[int]) -> Subject:
    """The subject that the words left of a figure name; empty parts where they say nothing."""
    words = trim(stream, _without_place(stream, _without_base(stream, _after_aim(stream, left))))
    words = trim(stream, [index for index in words if stream.kind_at(index) != "plan"])
    at = next((n for n, index in enumerate(words) if _opens_property(stream, index)), None)
    if at is not None:
        return _with_property(stream, words, at)
    words = _without_light(stream, _without_agent(stream, words))
    if words and starts_with_agent(stream, words[0]) and _only_acts(stream, words):
        return Subject()
    if words and stream.kind_at(words[0]) in ACTS:
        return _with_verb(stream, words)
    return Subject(thing=join(stream, words))


def _only_acts(stream: Stream, words: Sequence[int]) -> bool:
    """Whether the words say no more than who has or does: "toàn huyện", "ngành giáo dục huyện hiện có"."""
    has = stream.keys[words[-1]] == "có" and not any(stream.kind_at(index) in ACTS for index in words)
    return has or len(words) <= _SHORT_AGENT


def read_right(stream: Stream, right: Sequence[int]) -> str:
    """The noun phrase right of a figure's unit."""
    words: list[int] = []
    for index in _without_names(stream, right)[:_LONGEST_RIGHT]:
        links = stream.keys[index] in _LINKS_THAT_END and stream.kind_at(index) == "link"
        if links and (len(words) >= 2 or stream.keys[index] not in _LINKS_OF_NOUNS):
            break
        if stream.keys[index] in _NAMING and _names_follow(stream, index + 1):
            return join(stream, words)  # "04 xã đạt chuẩn là Hòa An, …"
        if stream.keys[index] == "theo" and names_document(stream, index + 1):
            break
        words.append(index)
    while words and (_drops_right(stream, words[-1]) or stream.keys[words[-1]] == "trước"):
        words.pop()  # "… trước 31/12"
    while words and (
        stream.kind_at(words[0]) in ("joint", "light", "threshold") or not stream.keys[words[0]][0].isalnum()
    ):
        words.pop(0)
    return join(stream, words) or _predicate(stream, right)


def _names_follow(stream: Stream, index: int) -> bool:
    return index < len(stream) and stream[index].kind is Kind.WORD and stream[index].text[0].isupper()


def _without_names(stream: Stream, right: Sequence[int]) -> Sequence[int]:
    """The words after the names of the communes counted: "02 xã Hòa Bình, Trấn Ninh đã xác minh …"."""
    unit = unit_at(stream.keys, right[0] - 1) if right and right[0] else None
    if unit is None or unit[1].kind != "admin" or not stream[right[0]].text[0].isupper():
        return right
    names = next((n for n, i in enumerate(right) if not _of_name(stream, i)), len(right))
    return right[names:]


def _of_name(stream: Stream, index: int) -> bool:
    text = stream[index].text
    return (
        text[0].isupper() or text in (",", "và") or (text.isdecimal() and stream[index - 1].text[0].isupper())
    )


def _predicate(stream: Stream, right: Sequence[int]) -> str:
    """What is said of the things counted where that is all: "07 chỉ tiêu không đạt"."""
    said = [index for index in right if stream.kind_at(index) in _SAID]
    return join(stream, right) if any(stream.kind_at(index) == "copula" for index in said) else ""


def trim(stream: Stream, words: Sequence[int]) -> list[int]:
    """The words without linking words at both ends and without marks at the ends."""
    kept = list(words)
    while kept and _drops_right(stream, kept[-1]):
        label = stream.labels[kept[-1]]
        if label and label.kind == "light" and stream.keys[label.first - 1 : label.first] == (",",):
            break  # "công nghiệp, xây dựng" names two industries
        kept.pop()
    while kept and _drops_left(stream, kept[0]):
        kept.pop(0)
    return kept


def join(stream: Stream, words: Iterable[int]) -> str:
    """The words with single blanks, as they stand; a capital that only opens a sentence is lowered."""
    text, end = "", -1
    for index in words:
        label = stream.labels[index]
        if label and label.id == "time-lead":
            continue  # "vốn đầu tư công đến nay"
        token = stream[index]
        word = token.text if _keeps_capital(stream, index) else token.text.lower()
        glued = token.start == end and not (token.text.isalpha() and text[-1:].isalpha())
        text += word if glued or not text else f" {word}"
        end = token.end
    return text.strip(" ,;:-–+*•.\"“”'")


def _keeps_capital(stream: Stream, index: int) -> bool:
    """Known words are no names; the first word of a flow or sentence is capital for its place."""
    text = stream[index].text
    if text.isupper() and len(text) > 1:
        return True
    opens = index == 0 or stream.keys[index - 1] in _OPENERS
    bracket = index > 0 and stream.keys[index - 1] == "(" and stream[index + 1 : index + 2]
    if bracket and bracket[0].text.istitle() and text.istitle():
        return True  # "(Nhật Bản 41, …)"
    in_name = not opens and text[0].isupper() and stream[index - 1].text[0].isupper()
    return (in_name and stream.kind_at(index) != "word") or (stream.labels[index] is None and not opens)


def _after_aim(stream: Stream, left: Sequence[int]) -> Sequence[int]:
    """The words after "mỗi năm huyện phấn đấu", where the thing is named there."""
    aim = next((n for n in range(len(left) - 1, -1, -1) if stream.kind_at(left[n]) == "aim"), None)
    rest = left[aim + 1 :] if aim is not None else ()
    return rest if any(stream.kind_at(index) not in CHAIN for index in rest) else left


def _without_base(stream: Stream, left: Sequence[int]) -> Sequence[int]:
    """The words but for "so với vụ trước" before a property: the base of a comparison names nothing."""
    against = next((n for n, index in enumerate(left) if stream.kind_at(index) == "against"), None)
    if against is None:
        return left
    rest = next((n for n in range(against, len(left)) if _opens_property(stream, left[n])), None)
    return left if rest is None else (*left[:against], *left[rest:])


def _without_place(stream: Stream, left: Sequence[int]) -> list[int]:
    """The words but for "tại xã …": where a thing is stands beside its name, not in it.

    At the head of a clause the place ends where a verb or property begins.
    """
    words = _without_district(stream, list(left))
    for n, index in enumerate(words):
        if stream.keys[index] in _PLACE_LINKS and _place_noun(stream, index + 1):
            head = not trim(stream, words[:n])
            ends = (
                i for i in words[n:] if _opens_property(stream, i) or (head and stream.kind_at(i) in ACTS)
            )
            after = next(ends, None)
            return words[:n] + (words[words.index(after) :] if after is not None else [])
    return words


def _without_district(stream: Stream, words: list[int]) -> list[int]:
    """The words but for "của huyện Duy Xuyên": whose report it is needs no word in a name."""
    at = next(
        (n for n, i in enumerate(words) if stream.keys[i] == "của" and _whole_unit(stream, i + 1)), None
    )
    if at is None:
        return words
    end = at + 1 + len(_whole_unit(stream, words[at] + 1))
    while end < len(words) and words[end] - words[end - 1] == 1 and stream[words[end]].text[0].isupper():
        end += 1
    return words[:at] + words[end:]


def _whole_unit(stream: Stream, index: int) -> tuple[str, ...]:
    """The kind of a district-level unit at a token, where its name follows in capitals."""
    kind = next((k for k in _DISTRICTS if stream.keys[index : index + len(k)] == k), ())
    after = index + len(kind)
    return kind if kind and after < len(stream) and stream[after].text[0].isupper() else ()


def _place_noun(stream: Stream, index: int) -> bool:
    index += stream.keys[index : index + 1] in (("các",), ("địa",), ("huyện",))
    hit = unit_at(stream.keys, index)
    return hit is not None and hit[1].kind == "admin"


def _without_agent(stream: Stream, words: list[int]) -> list[int]:
    """The words from the verb on, where those before it only say who acts ("Công an huyện bắt giữ …")."""
    done = [n for n, index in enumerate(words[:-1]) if stream.keys[index] == "đã"]
    if done and stream.kind_at(words[done[-1] + 1]) in ACTS:
        comma = max((n for n in range(done[-1]) if stream.keys[words[n]] == ","), default=-1)
        named = words[comma + 1 :]
        planted = stream.keys[named[0]] not in ("vụ", "đã") and not starts_with_agent(stream, named[0])
        if planted and is_qualifier(stream, words[-1]):
            return named  # "lúa nước đã cấy": what was planted, not who planted
        return words[done[-1] + 1 :]  # "các tổ hòa giải ở cơ sở đã tiếp nhận …"
    verb = next((n for n, index in enumerate(words) if stream.kind_at(index) in ACTS), 0)
    if verb and starts_with_agent(stream, words[0]):
        return words[verb:]
    return words


def _without_light(stream: Stream, words: list[int]) -> list[int]:
    """The words after the last verb that adds nothing ("… và tổ chức thực hiện trồng rừng")."""
    last = max((n for n, index in enumerate(words) if stream.kind_at(index) == "light"), default=-1)
    return trim(stream, words[last + 1 :])


def _with_property(stream: Stream, words: list[int], at: int) -> Subject:
    label = stream.labels[words[at]]
    assert label is not None
    before, length = words[:at], sum(1 for index in words if label.first <= index < label.last)
    after = words[at + length :]
    qualifiers = 0
    while qualifiers < len(after) and is_qualifier(stream, after[qualifiers]):
        qualifiers += 1
    head = join(stream, words[at : at + length + qualifiers])
    if stream.keys[label.first - 1 : label.first] == ("chưa",) and label.id == "disbursement":
        return Subject(f"chưa {head}", join(stream, trim(stream, after[qualifiers:])), fits=label.detail)
    thing = join(stream, trim(stream, after[qualifiers:]))
    if thing and only_qualifies(thing):
        thing = ""  # "vốn được giao và được phép kéo dài"
    act = ""
    if before and stream.kind_at(before[0]) in ACTS:
        said = [i for i in before if stream.kind_at(i) != "light" and stream.keys[i] not in _RAISED]
        act = join(stream, said) if not thing else ""
    elif (
        before
        and not thing
        and (stream.keys[before[-1]] == "cho" or stream.kind_at(before[-1]) not in _LINKED)
    ):
        thing = join(stream, trim(stream, before))
    kinds = "money" if label.kind == "allotted" else label.detail
    return Subject(head, thing, act, fits=kinds, concept=label.id)


def _with_verb(stream: Stream, words: list[int]) -> Subject:
    verbs = 0
    while verbs < len(words) and (
        stream.kind_at(words[verbs]) in ("verb", "light", "noise", "qualifier")
        or (
            stream.keys[words[verbs]] in (",", "và")
            and stream.kind_at(words[min(verbs + 1, len(words) - 1)]) == "verb"
        )
    ):
        verbs += 1
    act = join(stream, [i for i in words[:verbs] if stream.kind_at(i) not in ("light", "noise")])
    return Subject(thing=join(stream, trim(stream, words[verbs:])), act=act)


def _opens_property(stream: Stream, index: int) -> bool:
    label = stream.labels[index]
    if label is None or label.first != index or label.kind not in ("property", "allotted"):
        return False
    numbered = label.last < len(stream) and stream[label.last].kind is Kind.NUMBER
    return not (label.id == "number" and label.last - label.first == 1 and numbered)  # "Kế hoạch số 18"


def _drops_right(stream: Stream, index: int) -> bool:
    return stream.kind_at(index) in ENDS or not stream.keys[index][0].isalnum()


def _drops_left(stream: Stream, index: int) -> bool:
    kind = stream.kind_at(index)
    return kind in ENDS - {"light"} or stream.keys[index] in "-–+*•,;:.)(/\"“”'…"
