"""Chooses what a buyer says next: seeded, in his language and manner, about one exhibit."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random

from msgspec import Struct

from workstation.rehearsal.content import Line, Phrases, Subject, Temperament, Visitor, phrases, topic_words

_STAFF_LANGUAGES = {"staff_zh": "zh", "staff_en": "en"}
_COMMA_DECIMALS = frozenset(("fr", "pt", "ru"))
_AMOUNT_FIRST = frozenset(("ar", "fr", "ru"))
_CHATTY_SECOND_QUESTION = 0.4
_FOLLOW_WITH_QUESTION = 0.25


def topic_of(text: str) -> str:
    """Tell what a salesperson's answer seems to be about: a key of `topics.yaml`, or `other`."""
    scores = {topic: len(pattern.findall(text)) for topic, pattern in _patterns().items()}
    # Nearly every answer greets; that counts only where nothing else is said.
    content = {topic: score for topic, score in scores.items() if topic != "greeting"}
    best = max(content, key=content.__getitem__)
    if content[best]:
        return best
    return "greeting" if scores.get("greeting") else "other"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        topic: re.compile(
            "|".join([*map(re.escape, words.zh), *(_whole_word(word) for word in words.en)]), re.IGNORECASE
        )
        for topic, words in topic_words().items()
    }


def _whole_word(word: str) -> str:
    stem = word.removesuffix("*")
    # Not \b: for it a Chinese character is part of a word, and staff write "有CE证书".
    return rf"(?<![a-z0-9]){re.escape(stem)}" + ("[a-z]*" if stem != word else "(?![a-z0-9])")


class _Terms(Struct, frozen=True):
    """Quantities and prices of one deal; prices in minor units."""

    quantity: int
    trial: int
    more: int
    price: int
    deal: int
    target: int


def _terms(subject: Subject, rng: Random) -> _Terms:
    quantity = subject.moq * rng.choice((1, 1, 2, 2, 3, 5))
    price = rng.randint((subject.low + subject.high) // 2, subject.high)
    target = min(price, round(price * rng.uniform(0.80, 0.90)))
    return _Terms(
        quantity=quantity,
        trial=_rounded(subject.moq * rng.uniform(0.3, 0.6)),
        more=quantity * rng.choice((2, 3)),
        price=price,
        target=target,
        deal=rng.randint((price + target) // 2, price),
    )


def _rounded(number: float) -> int:
    """Return a number of pieces as people say it: one or two leading figures."""
    step = 10 if number < 200 else 50 if number < 1000 else 500
    return max(step, round(number / step) * step)


def _money(minor: int, currency: str, language: str) -> str:
    amount = f"{minor / 100:.2f}"
    if language in _COMMA_DECIMALS:
        amount = amount.replace(".", ",")
    return f"{amount} {currency}" if language in _AMOUNT_FIRST else f"{currency} {amount}"


class Talk:
    """What one buyer says about one exhibit. The same generator state gives the same words."""

    def __init__(self, visitor: Visitor, subject: Subject, rng: Random) -> None:
        self._visitor = visitor
        self._subject = subject
        self._rng = rng
        self._phrases: Phrases = phrases(visitor.writes)
        self._bags: dict[tuple[str, ...], list[str]] = {}

    def turn_to(self, subject: Subject) -> None:
        """Talk about another exhibit from now on."""
        self._subject = subject

    def opening(self) -> str:
        """Return the first words of a conversation."""
        return self._say(self._phrases.openings)

    def question(self) -> str:
        """Return a question; a chatty buyer may ask two things at once."""
        topics = sorted(self._phrases.questions)
        topic = self._rng.choice(topics)
        question = self._say(self._phrases.questions[topic])
        if self._visitor.temperament is Temperament.CHATTY and self._rng.random() < _CHATTY_SECOND_QUESTION:
            other = self._rng.choice([name for name in topics if name != topic])
            question = self._joined(question, self._say(self._phrases.questions[other]))
        return question

    def reply_to(self, text: str) -> str:
        """Return an answer to what a salesperson wrote, in zh or en; in other languages an answer that always fits."""
        answer = self._say(self._phrases.replies[topic_of(text)])
        # "One more thing:" promises something.
        if answer.endswith((":", "：")) or self._rng.random() < _FOLLOW_WITH_QUESTION:
            answer = self._joined(answer, self.question())
        return answer

    def nudge(self) -> str:
        """Return a reminder for a salesperson who does not answer."""
        return self._say(self._phrases.nudges)

    def thanks(self) -> str:
        """Return thanks."""
        return self._say(self._phrases.thanks)

    def closing(self) -> str:
        """Return last words for today."""
        return self._say(self._phrases.closings)

    def caption(self, kind: str) -> str:
        """Return what is said with an image of that kind, one of `pictures.SENT`."""
        return self._say(self._phrases.captions[kind])

    def thread(self) -> tuple[Line, ...]:
        """Return a whole short negotiation, both sides; its quantities and prices agree with each other."""
        terms = _terms(self._subject, self._rng)
        lines = []
        for line in self._rng.choice(self._phrases.threads):
            ((who, text),) = line.items()
            language = _STAFF_LANGUAGES.get(who, self._visitor.writes)
            lines.append(Line(who == "buyer", language, self._filled(text, terms, language)))
        return tuple(lines)

    def _say(self, texts: Sequence[str]) -> str:
        return self._filled(self._drawn(texts), _terms(self._subject, self._rng), self._visitor.writes)

    def _drawn(self, texts: Sequence[str]) -> str:
        """Draw without putting back, so that a buyer repeats himself only when he has said everything."""
        bag = self._bags.setdefault(tuple(texts), [])
        if not bag:
            bag.extend(texts)
            if self._visitor.temperament is Temperament.TERSE:
                bag.sort(key=len)
                del bag[(len(texts) + 1) // 2 :]
            self._rng.shuffle(bag)
        return bag.pop()

    def _joined(self, first: str, second: str) -> str:
        return f"{first}{second}" if self._visitor.writes == "zh" else f"{first} {second}"

    def _filled(self, text: str, terms: _Terms, language: str) -> str:
        subject = self._subject
        return text.format(
            exhibit=subject.names.of(language),
            number=subject.number,
            quantity=terms.quantity,
            trial=terms.trial,
            more=terms.more,
            moq=subject.moq,
            price=_money(terms.price, subject.currency, language),
            target=_money(terms.target, subject.currency, language),
            deal=_money(terms.deal, subject.currency, language),
            lead_days=subject.lead_days,
            port=self._visitor.port,
            name=self._visitor.name,
            company=self._visitor.company,
        )
