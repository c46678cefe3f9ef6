"""The built-in functions of the condition language, by kind; importing this declares them all."""

from hocr_engine.feel.functions import (
    contexts,
    lists,
    moments,
    numbers,
    patterns,
    range_text,
    ranges,
    sums,
    texts,
)

MODULES = (contexts, lists, moments, numbers, patterns, range_text, ranges, sums, texts)
