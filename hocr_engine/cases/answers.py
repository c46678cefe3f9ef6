"""Reading the answers that a case gives or expects, against what its decision can answer."""

from __future__ import annotations

from attrs import frozen

from hocr_engine.cases import messages as say
from hocr_engine.cases.model import Answer, Exactly, OneOfThese, Referred
from hocr_engine.decision.requirements import INVALID, VALID
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.messages import bad_value
from hocr_engine.nodes import Mapping, Node, Scalar, Sequence
from hocr_engine.rulebook.messages import unknown_answer
from hocr_engine.rulebook.model import Book, DecisionDeclaration, DecisionKind
from hocr_engine.text import Span
from hocr_engine.vocabulary.types import answer_labels
from hocr_engine.vocabulary.values import BadValueError, moment

REFER = "refer"
SUGGESTS = ", suggests "
ONE_OF = "one of "


@frozen(eq=False)
class AnswerReader:
    """Reads answers of one decision; what is wrong with them is added to `mistakes`."""

    book: Book
    decision: DecisionDeclaration
    mistakes: list[Diagnostic]

    def expected(self, node: Node) -> Answer | None:
        """Give the answer that a case expects."""
        referred = _referred(node)
        if referred is not None:
            if referred.suggests is not None:
                self._value(referred.suggests, node.at)
            return referred
        if isinstance(node, Scalar) and node.text.startswith(ONE_OF):
            words = node.text.removeprefix(ONE_OF).split(", ")
            return OneOfThese(tuple(self._value(word.strip(), node.at) for word in words))
        return Exactly(self.given(node))

    def given(self, node: Node) -> object:
        """Give a definite answer."""
        match node:
            case Scalar(text=text, at=at):
                return self._single(text, at)
            case Sequence(items=items):
                return self._listed(items, node.at)
            case Mapping():
                return self._outputs(node)

    def _single(self, text: str, at: Span) -> object:
        if self.decision.outputs:
            names = [output.name for output in self.decision.outputs]
            self.mistakes.append(say.named_outputs(self.decision.id, names, at))
        value = self._value(text, at)
        return (value,) if self.decision.kind is DecisionKind.EVERY else value

    def _listed(self, items: tuple[Node, ...], at: Span) -> object:
        if self.decision.kind is not DecisionKind.EVERY:
            self.mistakes.append(say.one_answer_only(self.decision.id, at))
            return None
        return tuple(self._value(item.text, item.at) for item in items if isinstance(item, Scalar))

    def _outputs(self, node: Mapping) -> object:
        if not self.decision.outputs:
            self.mistakes.append(say.no_outputs(self.decision.id, node.at))
            return None
        known = {output.name: output for output in self.decision.outputs}
        found: dict[str, object] = {}
        for entry in node.entries:
            output, value = known.get(entry.key.text), entry.value
            words = answer_labels(output.answers) if output else {}
            if output is None:
                self.mistakes.append(
                    unknown_answer(entry.key.text, self.decision.id, known, entry.key.at)
                )
            elif not isinstance(value, Scalar) or value.text not in words:
                text = value.text if isinstance(value, Scalar) else "…"
                self.mistakes.append(unknown_answer(text, output.name, words, value.at, words))
            else:
                found[output.name] = value.text
        return found

    def _value(self, text: str, at: Span) -> object:
        if self.decision.answers_as == "date and time":
            try:
                return moment(text)
            except BadValueError as bad:
                self.mistakes.append(bad_value(bad.code, str(bad), bad.fix, at))
                return None
        if self.decision.answers_as is None and text not in words_of(self.decision, self.book):
            known = words_of(self.decision, self.book)
            labels = answer_labels(self.decision.answers)
            self.mistakes.append(unknown_answer(text, self.decision.id, known, at, labels))
        return text


def words_of(decision: DecisionDeclaration, book: Book) -> tuple[str, ...]:
    """Give every word or code that a decision may answer."""
    if decision.kind is DecisionKind.REQUIREMENTS:
        return (VALID, INVALID)
    if decision.answers_of is not None:
        return tuple(book.rows.get(decision.answers_of, ()))
    listed = (*decision.answers, *(a for output in decision.outputs for a in output.answers))
    return tuple(answer.word for answer in listed)


def _referred(node: Node) -> Referred | None:
    text = line_of(node)
    if text is None:
        return None
    head, _, suggests = text.partition(SUGGESTS)
    name, _, to = head.partition(":")
    return Referred(to.strip(), suggests.strip() or None) if name.strip() == REFER else None


def line_of(node: Node) -> str | None:
    """Give a line as written; one with a colon may be read as a key and its value."""
    match node:
        case Scalar(text=text):
            return " ".join(text.split())
        case Mapping(entries=(entry,)) if isinstance(entry.value, Scalar):
            return f"{entry.key.text}: {entry.value.text}"
        case _:
            return None
