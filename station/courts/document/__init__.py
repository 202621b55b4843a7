"""The answer as a paper: PDF/A from `answer.json` alone, so that whoever has that file builds the same bytes again."""

from station.courts.document.build import LANGUAGES, build_document

__all__ = ["LANGUAGES", "build_document"]
