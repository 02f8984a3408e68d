"""The project reads itself: sizes, words, documents and who may import whom."""
