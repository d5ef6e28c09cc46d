"""What the second reader catches and what it loses, by texts that it has not seen; and how its weights are learned.

`python -m benchmarks second_reader` leaves out each fifth of `labelled/` in turn.
`python -m benchmarks.second_reader [FILE ...]` learns from all of it, and from further files of labelled texts that
follow real pages, and writes `reference/data/second_reader/`. Both need scikit-learn (the extra "learn").
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from reference.tables import DATA
from transforms.folding import fold_facts
from transforms.normal_form import normalize
from transforms.pages import read_text
from transforms.second_reader import (
    FEATURES_VERSION,
    MAX_OUTSIDE,
    OUTSIDE,
    SCOPE,
    STATED,
    TOPICS,
    find_features,
    find_unlikely,
    split_tokens,
)
from transforms.spelling import even_text
from transforms.statements import extract_statements

LABELLED = Path(__file__).parent / "labelled"
NEUTRAL = LABELLED / "neutral.txt"
CASES = Path(__file__).parents[1] / "tests" / "transforms" / "cases"  # short ones, of one rule each
PAGES_WEIGHT = 3  # how often a text counts that has the logic of a real page: it tells more than what was made up
FOLDS = 5
MIN_COUNT = 4  # texts that hold a feature
STRENGTH = 0.5  # scikit-learn's C
MIN_WEIGHT = 0.03  # lighter ones are left out: they change no chance by more than it matters


def main(quick: bool) -> None:
    """Print for each topic how many wrong and right statements of the grammar alone the second reader withholds."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        print('   skipped: scikit-learn is not installed (the extra "learn")')
        return
    texts = read_labelled()
    for topic in [topic for topic, settings in TOPICS.items() if settings.doubt]:
        known = [text for text in texts if _find_label(topic, text) is not None]
        counts: Counter[str] = Counter()
        for fold in range(1 if quick else FOLDS):
            model = _learn(topic, [text for at, text in enumerate(known) if at % FOLDS != fold])
            for text in known[fold::FOLDS]:
                counts += _compare(topic, text, model)
        print(
            f"   {topic}: withholds {counts['wrong caught']} of {counts['wrong']} wrong statements and "
            f"{counts['right lost']} of {counts['right']} right ones"
        )


def read_labelled() -> list[dict[str, Any]]:
    """All labelled texts: text, kind, facts and the names of fields that are open to doubt."""
    texts = []
    for file in sorted(LABELLED.glob("*.jsonl")):
        weight = PAGES_WEIGHT if file.stem == "pages" else 1
        texts += [{**json.loads(line), "weight": weight} for line in file.open(encoding="utf-8")]
    for file in sorted(CASES.glob("*.jsonl")):
        cases = [json.loads(line) for line in file.open(encoding="utf-8")]
        texts += [{"text": case["text"], "kind": "case", "facts": case["facts"]} for case in cases if "text" in case]
    return texts


def _dilute(texts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Texts amid sentences that stand on any program's page, which so tell nothing of whom a text is about."""
    draw = Random(7)
    neutral = NEUTRAL.read_text(encoding="utf-8").splitlines()
    diluted = []
    for text in texts:
        around = draw.sample(neutral, draw.randint(1, 4))
        cut = draw.randint(0, len(around))
        diluted.append({**text, "text": " ".join((*around[:cut], text["text"], *around[cut:]))})
    return diluted


def _find_label(topic: str, text: dict[str, Any]) -> str | None:
    """What the second reader should say of a text; "" for nothing, None where the text is of no use for the topic."""
    if topic == SCOPE:
        if text["kind"].startswith("visas") or (text["kind"] == "case" and not text["facts"]):
            return None  # it may state nothing for many reasons
        return "" if text["facts"] or text["kind"] != "negative" else OUTSIDE
    if topic in text.get("optional", ()):
        return None
    if text["kind"].startswith("visas") and not topic.startswith("visa") and topic not in text["kind"]:
        return None  # its other facts are not labelled
    value = text["facts"].get(topic)
    return "" if value is None else str(value) if TOPICS[topic].by_value else STATED


def _read_features(topic: str, text: str) -> dict[str, int]:
    skipped = ("heading",) if topic == SCOPE else ()
    passages = [even_text(normalize(one.text)) for one in read_text(text).passages if one.kind not in skipped]
    return dict.fromkeys(map(" ".join, find_features(topic, split_tokens(passages))), 1)


def _learn(topic: str, texts: Sequence[dict[str, Any]]) -> Any:
    """A classifier of features. Whom a text is about must also be told amid other sentences."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    texts = [text for text in texts for _ in range(text.get("weight", 1))]
    if topic == SCOPE:
        texts = [*texts, *_dilute(texts)]
    features = [_read_features(topic, text["text"]) for text in texts]
    counts = Counter(feature for found in features for feature in found)
    features = [{feature: 1 for feature in found if counts[feature] >= MIN_COUNT} for found in features]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(features)
    model = LogisticRegression(C=STRENGTH, max_iter=200)
    model.fit(table, [_find_label(topic, text) for text in texts])
    return make_pipeline(vectorizer, model)


def _compare(topic: str, text: dict[str, Any], model: Any) -> Counter[str]:
    """What the grammar alone states of a topic, right or wrong, and how much of it would be withheld."""

    def judge(of: str, texts: tuple[str, ...]) -> dict[str, float]:
        found = dict.fromkeys(map(" ".join, find_features(of, split_tokens(texts))), 1)
        return dict(zip(model.classes_, model.predict_proba([found])[0], strict=True))

    page = read_text(text["text"])
    statements, _ = extract_statements(page, is_checked=False)
    counts: Counter[str] = Counter()
    if topic == SCOPE:
        said = len(fold_facts(statements))
        told = judge(topic, tuple(even_text(normalize(one.text)) for one in page.passages if one.kind != "heading"))
        verdict, is_withheld = ("right" if text["facts"] else "wrong"), told.get(OUTSIDE, 0.0) > MAX_OUTSIDE
        return Counter({verdict: said, f"{verdict} {_LOST[verdict]}": said * is_withheld})
    stretch = tuple(even_text(normalize(one.text)) for one in page.passages)
    for one in statements:
        if one.field == topic and one.strength == "required":
            verdict = "right" if one.value == text["facts"].get(topic) else "wrong"
            counts[verdict] += 1
            is_doubted = find_unlikely(topic, one.value, stretch, even_text(normalize(one.quote)), judge) is not None
            counts[f"{verdict} {_LOST[verdict]}"] += is_doubted
    return counts


_LOST = {"right": "lost", "wrong": "caught"}


def write_weights(pages: Sequence[Path]) -> None:
    """Learn each topic from all labelled texts, and further files of such that follow real pages; write the weights."""
    texts = read_labelled()
    for file in pages:
        texts += [{**json.loads(line), "weight": PAGES_WEIGHT} for line in file.open(encoding="utf-8")]
    (DATA / "second_reader").mkdir(exist_ok=True)
    for topic in TOPICS:
        pipeline = _learn(topic, [text for text in texts if _find_label(topic, text) is not None])
        names, model = pipeline[0].get_feature_names_out(), pipeline[-1]
        values, weights, bias = list(model.classes_), model.coef_, model.intercept_
        if len(values) == 2:  # of two values scikit-learn weighs the second only
            weights, bias = [0 * weights[0], weights[0]], [0.0, bias[0]]
        lines = sorted(zip(names, *weights, strict=True), key=lambda line: (-max(map(abs, line[1:])), line))
        with (DATA / "second_reader" / f"{topic}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow([f"words of version {FEATURES_VERSION}", *values])
            rows.writerow(["", *(f"{start:.2f}" for start in bias)])
            for name, *told in lines:
                if max(map(abs, told)) >= MIN_WEIGHT:
                    rows.writerow([name, *(f"{weight:.2f}" if abs(weight) >= MIN_WEIGHT else "" for weight in told)])


if __name__ == "__main__":
    write_weights([Path(file) for file in sys.argv[1:]])
