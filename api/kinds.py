"""Every kind of problem that this service answers with: its name, status, title, cause and remedy.

One table, the recorder's own kinds included (station/recorder/refusals.py). Each kind has its page at `/problems/SLUG`, so
that a problem's `type` resolves. The cause and the remedy stand in an answer unless it has more exact ones.
"""

from enum import Enum


class Kind(Enum):
    """A kind of problem (RFC 9457)."""

    def __init__(self, slug: str, status: int, title: str, cause: str, remedy: str) -> None:
        self.slug, self.status, self.title, self.cause, self.remedy = slug, status, title, cause, remedy

    @property
    def type(self) -> str:
        """The problem's `type`, relative to the service."""
        return f"/problems/{self.slug}"

    # what was sent
    BAD_REQUEST = (
        "bad-request",
        400,
        "The request cannot be understood",
        "The bytes are not a request that this service reads.",
        "Send it as /openapi.json describes it.",
    )
    INVALID = (
        "invalid-request",
        422,
        "The request is not valid",
        "A field is missing, unknown or of the wrong form.",
        "Correct the fields that are listed and send the request again.",
    )
    TOO_LARGE = (
        "too-large",
        413,
        "The request is too large",
        "No request of this service needs so many bytes.",
        "Send less; a remark has at most 4,000 characters, and lists are taken of operators only, up to 16 MiB.",
    )
    NOT_JSON = (
        "not-json",
        415,
        "The body is not JSON",
        "A command's body travels as application/json only, so that no web form can send one.",
        "Send it with Content-Type: application/json.",
    )
    NOT_FOUND = (
        "not-found",
        404,
        "Not found",
        "There is nothing at this address.",
        "See /operations for the addresses that there are.",
    )
    WRONG_METHOD = (
        "wrong-method",
        405,
        "Not possible at this address",
        "The address does not take this method.",
        "Use a method of the Allow header.",
    )
    BAD_RANGE = (
        "range-not-satisfiable",
        416,
        "No such range",
        "The recording does not have the bytes that were asked for.",
        "Ask for bytes below the size that Content-Range states.",
    )

    # who sent it
    OTHER_HOST = (
        "other-host",
        421,
        "Not a name of this station",
        "The request's Host header is not a name of this station. A page from elsewhere may be asking, its name pointed here.",
        (
            "Use localhost, or what config.yaml gives in api.host or api.names. Any other name must be added to api.names;"
            " where api.host is 0.0.0.0 or ::, so must each address of the machine itself."
        ),
    )
    NOT_LOGGED_IN = (
        "not-logged-in",
        401,
        "A login is needed",
        "Commands are given by operators; this request carries no valid login.",
        "Log in with POST /api/v1/login and give the command again.",
    )
    LOGIN_REFUSED = (
        "login-refused",
        401,
        "The login was refused",
        "The name and the password do not belong together.",
        "Check both. Operators are added at the station with: station operator add NAME",
    )
    OTHER_ORIGIN = (
        "other-origin",
        403,
        "Sent by another site",
        "A browser sent this with its login cookie, but from a page that is not this station's.",
        "Give the command on the station's own page, or send the token in an Authorization header.",
    )
    TOO_MANY_LOGINS = (
        "too-many-logins",
        429,
        "Too many failed logins",
        "Too many logins from this address, or by this name, failed within a minute.",
        "Wait as long as Retry-After says, then try again with the right password.",
    )
    TOO_MANY_QUESTIONS = (
        "too-many-questions",
        429,
        "Too many questions by case number",
        "One address may ask for 20 case numbers a minute, so that trying finds no withheld one quickly.",
        "Wait as long as Retry-After says. Whoever has a case number needs one question; ask by session or hash freely.",
    )
    TOO_MANY_COSIGNATURES = (
        "too-many-cosignatures",
        429,
        "Too many cosignatures",
        "One address may hand in 60 cosignatures a minute.",
        "Wait as long as Retry-After says.",
    )

    TOO_MANY_SECRETS = (
        "too-many-secrets",
        429,
        "Too many commitments or secrets",
        "One address may send 60 commitments and secrets a minute.",
        "Wait as long as Retry-After says.",
    )

    # what the rules and the recorder say
    OUT_OF_ORDER = (
        "out-of-order",
        409,
        "Not possible now",
        "The rules of a session do not allow this step yet, or any more.",
        "Do first what is listed as missing.",
    )
    NOT_READY = (
        "not-ready",
        409,
        "The station is not ready for this",
        "A camera, the scale, disk space or a load is missing.",
        "Bring about what is listed as missing, then give the command again.",
    )
    NOT_ANSWERABLE = (
        "not-answerable",
        409,
        "The request cannot be answered so",
        "There is no such request of a court, or it was answered.",
        "See which requests are open; for another answer record another request.",
    )
    SCALE = (
        "scale",
        409,
        "The scale did not do it",
        "The scale refused an order, or did not answer it.",
        "Look at the scale's display, then give the command again.",
    )
    OTHER_SESSION = (
        "other-session",
        409,
        "That session is not open",
        "The command is for a session that is not the open one.",
        "Reload the console and give the command to the open session.",
    )
    OTHER_BATCH = (
        "other-batch",
        409,
        "That batch is not open",
        "The command is for a batch that is not the open one.",
        "Reload the console and give the command to the open batch.",
    )
    USED_BEFORE = (
        "used-before",
        409,
        "Used before",
        "A number that may stand once in the station's life was used again.",
        "Read the number again. If it is right, set the package aside and record a remark.",
    )
    NOT_SIGNED = (
        "not-signed",
        422,
        "The signature does not hold",
        "The key or the cosignature is not one of this person, this log and this checkpoint.",
        "Fetch the newest checkpoint and co-sign it with the key that was presented for this person.",
    )
    TOO_LONG = (
        "too-long",
        413,
        "Too long for one entry",
        "An entry holds at most 65,535 bytes.",
        "Say it in several remarks; charge fewer packages in one batch.",
    )
    MISUNDERSTOOD = (
        "malformed",
        422,
        "The message is not a command",
        "The recorder does not know the command, or one of its fields.",
        "See that the service and the recorder are of the same version.",
    )
    RECORDER_FAILED = (
        "internal",
        500,
        "The recorder failed",
        "An error in the recorder. The recording goes on.",
        "Give the command again; if it fails again, keep the station's log for its makers.",
    )
    DISK_FULL = (
        "disk-full",
        507,
        "The disk is full",
        "Nothing more can be written. What was acknowledged is safe.",
        "Free space on the disk of the recordings, then give the command again.",
    )

    # what does not work
    FILE_DAMAGED = (
        "file-damaged",
        500,
        "The file is not as recorded",
        "A recording's file is gone, or shorter than its entries say.",
        "Keep the disk as it is. The entries still say what the file was; a mirror may hold it.",
    )
    FAILED = (
        "service-failed",
        500,
        "The service failed",
        "An error in this program. The recording is not touched by it.",
        "Try again; if it fails again, keep the service's log for its makers.",
    )
    NO_TOKEN = (
        "no-token",
        503,
        "The key's token is not there",
        "The station's key lies on a token, and the token does not answer.",
        "Put the token in again; filming goes on. Then give the command again.",
    )
    NO_RECORDER = (
        "recorder-unreachable",
        503,
        "The recorder does not answer",
        "Commands are carried out by the recorder process, and it does not answer.",
        "See whether `station run` is running; it restarts the recorder by itself. Then try again.",
    )
    NO_DATABASE = (
        "database-unavailable",
        503,
        "The database cannot be read",
        "The station has not been started yet, or its disk fails.",
        "Start the station with `station run`; see its log for the disk.",
    )
    NOT_SERVING = (
        "service-not-ready",
        503,
        "The service is not ready",
        "Something that the service needs does not answer.",
        "See what is listed as missing.",
    )
    NO_OPERATORS = (
        "operators-unusable",
        503,
        "Logins cannot be checked",
        "The file of operators is damaged.",
        "Restore it, or remove it and add each operator again: station operator add NAME",
    )
    TOO_MANY_STREAMS = (
        "too-many-streams",
        503,
        "Too many live streams",
        "The event streams at once are limited, in all and for one address, so that readers slow nobody.",
        "Close another stream, or ask /api/v1/live and /api/v1/entries instead.",
    )
