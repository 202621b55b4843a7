"""What can be wrong with a log, each kind with what a reader should do next, and what it means when it is over."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of alarm, by the names that stand in the JSON lines."""

    UNREACHABLE = "unreachable"
    BAD_SIGNATURE = "bad-signature"
    OTHER_LOG = "other-log"
    OTHER_KEY = "other-key"
    ALTERED = "altered"
    ROLLBACK = "rollback"
    SPLIT_VIEW = "split-view"
    BROKEN = "broken-record"
    SILENCE = "silence"
    NEVER_SEALED = "never-sealed"
    NOT_COSIGNED = "not-cosigned"
    HELD_BACK = "held-back"
    UNUSABLE = "unusable-checkpoint"
    OWN_TROUBLE = "own-trouble"


NEXT = {
    Kind.UNREACHABLE: "Ask the station whether it is switched on and online; write down since when you cannot see it.",
    Kind.BAD_SIGNATURE: "Trust nothing that this address shows now. Ask the station, over another way, what it last signed.",
    Kind.OTHER_LOG: "Ask the station in public why its log changed its name. Only if you are convinced, follow the new log "
    "with a new --state folder.",
    Kind.OTHER_KEY: "Ask the station in public for its verifier key, and compare it with the one in the folder's station.vkey.",
    Kind.ALTERED: "Look from another network. If it is the same there, ask the station for the missing or altered files.",
    Kind.ROLLBACK: "They lie in the folder `evidence`. Ask the station for the entries that are gone, and other monitors "
    "and witnesses which size they have seen.",
    Kind.SPLIT_VIEW: "They lie in the folder `evidence`, and anyone can check them. Publish them: this cannot be undone, nor "
    "explained by a fault of the network.",
    Kind.BROKEN: "Check the whole log with: station verify ADDRESS. The entry cannot be taken back; ask the station for it.",
    Kind.SILENCE: "Call somebody in the room now, and ask what is happening there.",
    Kind.NEVER_SEALED: "Ask those who were in the room how the session ended, and why it is not sealed.",
    Kind.NOT_COSIGNED: "Ask the station and the witnesses whether they can reach each other.",
    Kind.HELD_BACK: "Ask the station why it shows others more of its log than you.",
    Kind.UNUSABLE: "Ask whoever gave it to you for the file again.",
    Kind.OWN_TROUBLE: "Mend this computer; until then nothing is remembered.",
}

OVER = {
    Kind.UNREACHABLE: "The log can be read again.",
    Kind.BAD_SIGNATURE: "The checkpoint is signed as it should be again.",
    Kind.OTHER_LOG: "The address shows the log that it showed before.",
    Kind.OTHER_KEY: "The log is signed with a trusted key again.",
    Kind.ALTERED: "The log's files are again those that it signed.",
    Kind.ROLLBACK: "The log is again at least as long as it was, and goes on from what it had signed.",
    Kind.SILENCE: "The session is silent no more, or was closed.",
    Kind.NEVER_SEALED: "The session was sealed.",
    Kind.NOT_COSIGNED: "The witnesses have co-signed.",
    Kind.HELD_BACK: "The log shows as much as others have seen of it.",
    Kind.UNUSABLE: "The file can be used.",
    Kind.OWN_TROUBLE: "The monitor works again.",
}

# What a signature proves is never over. A monitor that forgot it would call the log whole again.
LASTING = frozenset({Kind.SPLIT_VIEW, Kind.BROKEN})
# What a single look at a log finds. Of these, only one can be found at a time; a good look ends them all.
OF_A_LOOK = frozenset(
    {
        Kind.UNREACHABLE,
        Kind.BAD_SIGNATURE,
        Kind.OTHER_LOG,
        Kind.OTHER_KEY,
        Kind.ALTERED,
        Kind.ROLLBACK,
        Kind.SPLIT_VIEW,
        Kind.OWN_TROUBLE,
    }
)
# What is judged anew after each good look.
OF_THE_TIME = frozenset({Kind.SILENCE, Kind.NEVER_SEALED, Kind.NOT_COSIGNED, Kind.HELD_BACK, Kind.UNUSABLE})


@dataclass(frozen=True)
class Alarm:
    """Something wrong with a log. `subject` tells alarms of a kind apart: a session, an entry, a witness."""

    kind: Kind
    text: str
    subject: str = ""
    details: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def identity(self) -> tuple[Kind, str]:
        """The alarm, however its text may change while it stands."""
        return self.kind, self.subject
