"""Russian: what is said of the session's rules, clocks and events."""

SENTENCES = {
    "All {count} entries follow the rules of a session, from its opening to its seal.": (
        "Все записи следуют правилам процедуры, от открытия до печати; их число: {count}."
    ),
    "Entry {index} ({kind}) is of session {session} and has no place in this one.": (
        "Запись № {index} ({kind}) относится к процедуре {session}, в этой ей не место."
    ),
    "The session begins with entry {index}, {kind}, and not with {opening}.": (
        "Процедура начинается с записи № {index} ({kind}), а должна начинаться с записи «{opening}»."
    ),
    "Entry {index} ({kind}) is of no session and has no place in this one.": (
        "Запись № {index} ({kind}) не относится ни к какой процедуре, здесь ей не место."
    ),
    "Entry {index} breaks the rules: {error}.": "Запись № {index} нарушает правила процедуры; {error}",
    "The entries' clocks run forward and agree with each other.": (
        "Время в записях идёт только вперёд, обе шкалы часов согласуются."
    ),
    "Between entries {before} and {after} the PC was off and started anew, UTC says for {away} s.": (
        "Между записями № {before} и № {after} компьютер был выключен и запущен снова; по UTC прошло {away} с."
    ),
    "The PC's clock was stepped by {moved} s shortly before entry {index}, as the record says.": (
        "Часы компьютера переведены на {moved} с незадолго до записи № {index}; запись сама об этом сообщает."
    ),
    (
        "Between entries {before} and {after} the PC was off and started anew, nobody can tell for how "
        "long: UTC ran backwards."
    ): (
        "Между записями № {before} и № {after} компьютер был выключен и запущен снова; на сколько, "
        "установить нельзя: UTC пошло назад."
    ),
    "The monotonic clock runs backwards between entries {before} and {after}.": (
        "Монотонные часы идут назад между записями № {before} и № {after}."
    ),
    (
        "Between entries {before} and {after} UTC moved by {moved} s against the monotonic clock, and no "
        "entry says that the clock was stepped."
    ): (
        "Между записями № {before} и № {after} UTC сдвинулось на {moved} с относительно монотонных часов,"
        " и ни одна запись не говорит, что часы переведены."
    ),
    "{reason}": "{reason}",
    "at {at}": "в {at}",
    "at {at} by {account}": "в {at}, учётная запись {account}",
    "since {since} ({reason})": "с {since} ({reason})",
    "{line}, {begin} to {end}, {count} pieces ({reason})": (
        "{line}, с {begin} по {end}, потеряно частей: {count} ({reason})"
    ),
    "weighing {weighing} of {what}, tare {mass} mg": "взвешивание № {weighing}, {what}, тара {mass} мг",
    "package {package} ({reason})": "упаковка {package} ({reason})",
    "batch {batch} ({reason})": "загрузка печи {batch} ({reason})",
    "as {role} ({reason})": "{role} ({reason})",
    "The picture of camera {camera} was {what} from {begin} to {end}, {during}.": (
        "Изображение камеры {camera} было таким: {what}, с {begin} по {end}, {during}."
    ),
    "weighing {weighing} of {what} replaces {corrected}: {before} mg before, {now} mg now": (
        "взвешивание № {weighing} ({what}) заменяет № {corrected}: было {before} мг, стало {now} мг"
    ),
    "The recorder was started anew within the session: {told}.": (
        "Программа записи во время процедуры была запущена заново: {told}."
    ),
    "The scale did not answer: {told}.": "Весы не отвечали: {told}.",
    "Bytes of a line that no recording holds: {told}.": "Данные с линии прибора, которых нет ни в одном файле: {told}.",
    "Set aside: {told}.": "Отложено: {told}.",
    "Called off: {told}.": "Отменено: {told}.",
    "The residue was not weighed: {told}.": "Остаток не взвешен: {told}.",
    "Nobody came: {told}.": "Никто не явился в роли: {told}.",
    "The scale was zeroed: {told}.": "Весы обнулены: {told}.",
    "The scale was tared: {told}.": "На весах учтена тара: {told}.",
    "{package} was set aside": "упаковка {package} была отложена",
    "Package {package} with the seal {seal} was registered again, after {before}.": (
        "Упаковка {package} с пломбой {seal} зарегистрирована снова; ранее: {before}."
    ),
    "Weighed with a tare: {told}.": "Взвешено с тарой: {told}.",
    "nobody": "не указана",
    "an unknown number of": "неизвестно",
    "the end": "конец процедуры",
    "while batch {batch} was open": "во время загрузки печи {batch}",
    "between batches": "между загрузками печи",
    "Weighed again: {told}.": "Взвешено повторно: {told}.",
    "one was set aside in session {session}": "одна упаковка была отложена в процедуре {session}",
    "unknown": "неизвестно",
    "Batch {batch} burned for only {length} s.": "Загрузка печи {batch} горела всего {length} с.",
    "Nobody sat as {role} during all or part of batch {batches}.": (
        "Во время загрузки печи {batches}, целиком или частично, место пустовало, роль: {role}."
    ),
    "Zero or tare on the scale's line, of which no entry tells: {orders}.": (
        "Команды обнуления или тары на линии весов, о которых не говорит ни одна запись: {orders}."
    ),
    "{order} answered by the scale at {at}": "{order} — ответ весов в {at}",
    "{order} sent to the scale at {at}": "{order} — послано весам в {at}",
}
