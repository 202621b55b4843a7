"""Says when a round does not end: a monitor that somebody holds up must not look like one that finds nothing wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from station.monitor.alarms import Kind
from station.monitor.standing import Tell
from station.monitor.telling import State
from station.verify.log.source import WHOLE_ANSWER_S

# A round asks for little more than what is new, and any one answer may take a fifth of this. The first look at a long log may
# well take longer; that it is not done is then told too, for it is true.
LONGEST_ROUND_S = 5 * WHOLE_ANSWER_S


@contextmanager
def told_when_overdue(tell: Tell, longest_s: float) -> Iterator[None]:
    """Tell, from a thread of its own, when what is done here lasts longer than so many seconds; and that it is over."""
    late, details = threading.Event(), {"seconds": longest_s}

    def say() -> None:
        late.set()
        with suppress(OSError):  # nobody reads what is said: the round finds that out for itself
            tell(
                Kind.OWN_TROUBLE,
                State.BEGINS,
                f"The monitor has looked at this log for over {longest_s:.0f} s and is not done, so it sees nothing new: the log "
                "is very long, or whoever serves it answers slowly. Look at it from another network.",
                details,
            )

    timer = threading.Timer(longest_s, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if late.is_set():
            text = f"The look that took over {longest_s:.0f} s is done; what it found, if anything, is said apart."
            tell(Kind.OWN_TROUBLE, State.ENDS, text, details)
