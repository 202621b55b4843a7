"""How large a list may be, and what its cells may hold; the reason stands above each."""

# All of this is of one list, all its files together: a check takes at most some ten seconds and 200 MB, whatever it is given.
# A store of 23 tonnes was some 6,000 packages, and 2,000 are loaded at once. More rows are a mistake, or meant to fill memory.
MAX_ROWS = 20_000
# The widest table has 18 columns; some more hold no harm, thousands are a wrong file.
MAX_COLUMNS = 100
# The largest list as files: 20,000 rows of 300 characters, of up to two bytes each.
MAX_BYTES = 16 * 2**20
MAX_FILES = 20
# A workbook is a zip file, and a few kilobytes can unpack to gigabytes; the largest list unpacks to some 20 MB.
MAX_UNPACKED_BYTES = 64 * 2**20
MAX_PARTS = 1_000
# What it is made of, as XML: 20,000 rows of 18 cells with a value each, and as many again. Of texts Excel keeps each once.
MAX_CELLS = 2_000_000
MAX_TEXTS = 200_000
MAX_CHARACTERS = 2**24
MAX_SHEETS = 100
MAX_LOOKS = 100_000
# Excel's own last row and column: an empty but formatted cell may stand there.
LAST_EXCEL_ROW = 1_048_576
LAST_EXCEL_COLUMN = 16_384
# A table whose every row is wrong has one mistake, made often: a report says so in fewer words.
MAX_FINDINGS = 10_000
# How much of a cell a finding repeats.
MAX_SHOWN = 60

# What the recorder takes (station/recorder/commands/; a test holds them equal): here to name a fault before it is sent.
MAX_TEXT = 500
_LETTERS = "0-9A-Za-z\u0400-\u0481\u048a-\u04ff"  # and ASCII digits: Latin and Cyrillic, without combining marks
NUMBER = f"[{_LETTERS}][{_LETTERS}_./-]{{0,59}}"
ROLE = r"[a-z][a-z_]{1,30}"
MAX_MG = 10**14  # 100,000 tonnes
MAX_COUNT = 10**9  # pieces, or millilitres
MAX_PERMILLE = 1_000
MAX_OPINIONS = 20  # of one consignment
MAX_LOADED = 2_000  # packages in one transaction
# Excel keeps 15 digits of a number; of a longer one the last are gone.
EXCEL_DIGITS = 15
