"""Why nothing was signed, or why what was signed is not in the log. Each is one sentence and what to do."""

from pathlib import Path


class CosignError(Exception):
    """Something that the person can mend. Never raised itself."""


class Misused(CosignError):
    """What was given on the command line cannot be used."""


class Unanswered(CosignError):
    """The station did not answer."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"{address} does not answer as a station does: {reason}. Look at the address and the network. "
            "What was signed is kept: the same command goes on from there."
        )
        self.address, self.reason = address, reason


class StationSays(CosignError):
    """The station answered with a problem (RFC 9457). `final` when asking again cannot help."""

    def __init__(self, status: int, detail: str, remedy: str) -> None:
        super().__init__(f"The station answers: {detail} {remedy}")
        self.status, self.detail, self.remedy = status, detail, remedy

    @property
    def final(self) -> bool:
        """Whether it judged the cosignature itself: out of order, too long, not signed so."""
        return self.status in {409, 413, 422}


class Unpublished(CosignError):
    """The log on the web is behind what the station has signed; both are sizes."""

    def __init__(self, wanted: int, published: int) -> None:
        super().__init__(
            f"The station has signed {wanted} entries but published only {published}. Nothing was signed from that; try again "
            "in a minute. If it stays so, tell the operator that the published log is stuck."
        )
        self.wanted, self.published = wanted, published


class ForeignCheckpoint(CosignError):
    """The key given for the station did not sign the checkpoint."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(
            f"DO NOT SIGN: this is not signed by the key that you gave for {origin}. {reason} Compare the key with the one that "
            "the station's owner has published; if it was changed, give the new one with --station."
        )
        self.origin, self.reason = origin, reason


class NotYourKey(CosignError):
    """The station holds another key for the person, or none; `recorded` is a verifier key or None."""

    def __init__(self, person: str, own: str, recorded: str | None) -> None:
        fault = (
            f"No key is recorded for {person} in this session"
            if recorded is None
            else f"The key recorded for {person} is another one: {recorded}"
        )
        super().__init__(
            f"{fault}. Nothing was signed. Look at --person and --key, or show the operator your key: {own}"
        )
        self.person, self.own, self.recorded = person, own, recorded


class NotProved(CosignError):
    """Nothing shows that a carried checkpoint goes on from what this laptop knows; both are sizes."""

    def __init__(self, seen: int, stated: int) -> None:
        super().__init__(
            f"This laptop knows the log at {seen} entries, and nothing shows that the {stated} entries of this checkpoint are of "
            "the same history. Have a proof made, beside the checkpoint, with: station cosign show URL --since "
            f"{seen} --proof FILE --out CHECKPOINT; then give it with --proof FILE. To sign without that, add --without-proof."
        )
        self.seen, self.stated = seen, stated


class Busy(CosignError):
    """Another process works in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another station cosign is at work in {folder}. Wait until it is done, then try again.")
        self.folder = folder


class MemoryDamaged(CosignError):
    """A file of the person's own folder cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is damaged: {reason} Keep the folder as it is, and give a new one with --state.")
        self.path, self.reason = path, reason


class CodeUnreadable(CosignError):
    """An image holds no QR code that could be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Photograph it again, straight and near, or carry the file instead.")
        self.path, self.reason = path, reason


class CodeTooLong(CosignError):
    """A text does not fit a QR code that a camera reads well; both are bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"This has {size} bytes and a QR code for cameras holds {limit}: long remarks and post-quantum keys do not fit. "
            "Give a file's name without .png or .svg, and carry the file."
        )
        self.size, self.limit = size, limit


class Alarm(CosignError):
    """The station contradicts itself, or did not record what was signed: nothing that the person could mend."""


class HistoryContradicted(Alarm):
    """The log is not the one that this laptop knew. `evidence` is the folder that holds both checkpoints."""

    def __init__(self, reason: str, evidence: Path) -> None:
        super().__init__(
            f"DO NOT SIGN. {reason} Both checkpoints are kept in {evidence}. Show them to the others in the room, and to a "
            "court: whoever holds the station's key made both."
        )
        self.reason, self.evidence = reason, evidence


class StageContradicted(Alarm):
    """The station says that the session is closed or sealed, and its log does not."""

    def __init__(self, session: str, stage: str, size: int) -> None:
        super().__init__(
            f"DO NOT SIGN. The station says that session {session} is {stage}, but the {size} entries that you would sign do not "
            "end so. Ask the operator, and tell the others in the room."
        )
        self.session, self.stage, self.size = session, stage, size


class NotRecorded(Alarm):
    """The station refused a cosignature. `kept` is the file that holds it."""

    def __init__(self, kept: Path, said: StationSays) -> None:
        super().__init__(
            f"NOT RECORDED. {said} Your signature is kept in {kept}; it can still be shown, or handed in with: "
            f"station cosign hand-in {kept} --to URL"
        )
        self.kept, self.said = kept, said


class NotInLog(Alarm):
    """The station said that it recorded a cosignature, and its log has it not."""

    def __init__(self, kept: Path, entries: tuple[int, ...]) -> None:
        super().__init__(
            f"The station says that your signature is entry {', '.join(map(str, entries)) or '(none)'}, but its log does not "
            f"hold it as you made it. Your signature is kept in {kept}: show it to the others in the room."
        )
        self.kept, self.entries = kept, entries
