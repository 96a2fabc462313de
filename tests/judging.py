"""What is wrong with an answer to hostile text: a server that fell, a page that obeys, silence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
import tinyhtml5
from django.contrib.messages import get_messages
from django.forms import BaseForm, BaseFormSet

from tests import posting
from tests.hostile import NEVER_OURS, WORKED_OUT, Page

ENGLISH = re.compile(
    r"\b(the|this|that|is|are|not|enter|ensure|required|must|please|value|of)\b", re.I
)
WORD = re.compile(r"\w+")
FELL, REFUSED, NOT_HERE = 500, 400, 405
# How far from a field its sentence may stand, in elements around it.
NEAR = 4
LEAST_WORDS = 40


@dataclass
class Verdict:
    """What became of one request: what is wrong with it, and which fields were refused."""

    wrong: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    is_refused: bool = False


def judge(answer, sent: dict[str, str]) -> Verdict:
    """Judge the answer to a form in which `sent` was typed."""
    verdict = Verdict(is_refused=answer.status_code >= REFUSED)
    verdict.wrong += obeyed(answer)
    if answer.status_code >= FELL or not is_page(answer):
        return verdict
    text = answer.content.decode()
    tree = posting.read(text)
    verdict.wrong += alive(tree) + ["a template worked it out"] * (WORKED_OUT in text)
    words = plain(tree.text_content())
    if verdict.is_refused and answer.status_code != NOT_HERE and len(words) < LEAST_WORDS:
        verdict.wrong.append(f"{answer.status_code} without words: {words}")
    for form in bound_forms(answer):
        if not form.is_valid():
            verdict.is_refused = True
            verdict.refused |= {
                form.add_prefix(name) for name in form.errors if name in form.fields
            }
            verdict.wrong += silence(form, tree, words)
    if verdict.is_refused and sent:
        verdict.wrong += lost(answer, tree, sent)
    verdict.is_refused |= any(note.level_tag == "error" for note in get_messages_of(answer))
    return verdict


def get_messages_of(answer):
    """What a page says above itself; an answer that leads elsewhere still has it to say."""
    request = getattr(answer, "wsgi_request", None)
    storage = get_messages(request) if request is not None else []
    return list(getattr(storage, "_queued_messages", []))


def obeyed(answer) -> list[str]:
    """A server that fell over, or a header nobody of us wrote."""
    if answer.status_code >= FELL:
        return [f"status {answer.status_code}"]
    if {"x-jahat", "bcc"} & {name.lower() for name in answer.headers}:
        return [f"headers {dict(answer.headers)}"]
    where = answer.headers.get("Location", "")
    return [f"leads to {where}"] if re.match(r"(https?:)?//|javascript:", where) else []


def is_page(answer) -> bool:
    return not answer.streaming and "html" in answer.headers.get("Content-Type", "")


def alive(tree: lxml.html.HtmlElement) -> list[str]:
    """Elements that would act, of a tree of lxml."""
    for one in tree.iter():
        if isinstance(one.tag, str) and acts(one.tag.lower(), dict(one.attrib)):
            return [f"alive: {lxml.html.tostring(one, encoding='unicode')[:160]}"]
    return []


def alive_by_the_standard(page: str) -> list[str]:
    """The same, of the tree that the HTML standard prescribes: slower, and what browsers do."""
    for one in tinyhtml5.parse(page).iter():
        if isinstance(one.tag, str):
            tag = one.tag.rpartition("}")[2].lower()
            given = {name.rpartition("}")[2]: value for name, value in one.attrib.items()}
            if acts(tag, given):
                return [f"alive: <{tag} {str(given)[:160]}>"]
    return []


def acts(tag: str, given: dict[str, str]) -> bool:
    """An element that runs, paints or leads where none of ours does."""
    inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
    if inline or "jahat" in tag or tag in NEVER_OURS:
        return True
    return any(Page.is_alive(name.lower(), value) for name, value in given.items())


def bound_forms(answer) -> Iterator[BaseForm]:
    """The forms of the page that were sent."""
    contexts = answer.context if isinstance(answer.context, list) else [answer.context]
    seen = set()
    for context in filter(None, contexts):
        for value in context.flatten().values():
            forms = value.forms if isinstance(value, BaseFormSet) else [value]
            for form in forms:
                if isinstance(form, BaseForm) and form.is_bound and id(form) not in seen:
                    seen.add(id(form))
                    yield form


def silence(form: BaseForm, tree: lxml.html.HtmlElement, words: str) -> list[str]:
    """Refusals that the page does not say, says in English, or says far from the field."""
    wrong = []
    for name, messages in form.errors.items():
        if name in form.fields and not shown(tree, form.add_prefix(name)):
            # Nobody typed it: the page need not explain what only a program can have sent.
            continue
        for message in map(plain, map(str, messages)):
            if message not in words:
                wrong.append(f"refused without saying: {name}: {message}")
            elif ENGLISH.search(message):
                wrong.append(f"not Indonesian: {name}: {message}")
            elif name in form.fields and not is_beside(tree, form.add_prefix(name), message):
                wrong.append(f"said far from its field: {name}: {message}")
    return wrong


def shown(tree: lxml.html.HtmlElement, name: str) -> list[lxml.html.HtmlElement]:
    """What a person sees of a field."""
    return tree.xpath("//*[@name=$name][not(@type='hidden')]", name=name)


def is_beside(tree: lxml.html.HtmlElement, name: str, message: str) -> bool:
    """Whether the sentence stands at the field; what was chosen was not typed, and is above."""
    written = [one for one in shown(tree, name) if posting.kind_of(one) in posting.WRITTEN]
    return not written or any(
        message in plain(said.text_content())
        for one in written
        for around in list(one.iterancestors())[:NEAR]
        if around.tag not in ("main", "body", "html", "form")
        for said in around.xpath(".//*[contains(@class, 'invalid-feedback')]")
    )


def lost(answer, tree: lxml.html.HtmlElement, sent: dict[str, str]) -> list[str]:
    """What was typed and no longer stands in the form that came back."""
    wrong, page = [], bare(tree.text_content())
    for name, text in sent.items():
        shown = tree.xpath("//*[@name=$name]", name=name)
        written = [one for one in shown if posting.kind_of(one) in posting.WRITTEN]
        if not written and answer.status_code == REFUSED:
            return [f"a page of words in place of the form: {answer.wsgi_request.path}"]
        # What was kept in spite of the refusal stands on the page, and no longer in its field.
        kept = not written or any(stands(one, bare(text)) for one in written)
        if not kept and bare(text) not in page:
            wrong.append(f"no longer there: {name}: {text[:40]!r}")
    return wrong


def stands(one: lxml.html.HtmlElement, typed: str) -> bool:
    """Whether a field still holds it; a password is never shown again, a limit may cut."""
    kept = bare(posting.value_of(one, "text"))
    is_cut = "maxlength" in one.attrib and kept != "" and typed.startswith(kept)
    return kept == typed or is_cut or posting.kind_of(one) == "password"


def plain(text: str) -> str:
    """The words alone: signs, blanks and what no screen shows are no difference."""
    return " ".join(WORD.findall(text))


def bare(text: str) -> str:
    """What is left of a text after a form, a page and a parser: words only."""
    return plain(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).replace(" ", "")
