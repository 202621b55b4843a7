"""Russian: what is said of courts' requests, and of the answers to them."""

SENTENCES = {
    (
        "{document} and {answer} are those whose SHA-256 the station recorded as its answer to request {request}, with entry "
        "{index}, made at {utc} by its clock."
    ): (
        "{document} и {answer} — те, чьи SHA-256 станция записала как свой ответ на запрос {request}: запись № {index}, "
        "сделанная в {utc} по её часам."
    ),
    "The entry of the answer and all {count} entries in {file} stand in the signed log, at their numbers.": (
        "Запись об ответе и все записи из {file} (их число: {count}) стоят в подписанном журнале под своими номерами."
    ),
    "The folder holds the files of an answer, and no other.": "В папке есть все файлы ответа и ничего лишнего.",
    "{file} is an entry of the kind {kind}, no answer.": "{file} — запись вида «{kind}», а не ответ.",
    "{file} does not hold the entries that the answer rests on: one was left out or put in.": (
        "В {file} не те записи, на которых основан ответ: какая-то пропущена или добавлена."
    ),
    "The answer cannot be read, so nothing of it was checked. {error}": (
        "Ответ прочитать нельзя, поэтому в нём ничего не проверено; {error}"
    ),
    "{file} was changed after the station recorded it: its SHA-256 is {found}, recorded is {recorded}.": (
        "{file} изменён после того, как станция его записала: его SHA-256 — {found}, записан {recorded}."
    ),
    "The entry of the answer has {field} {recorded}; the answer has {found}.": (
        "В записи об ответе {field} — {recorded}, в самом ответе — {found}."
    ),
    "The answer says that the log had the root {root} at {size} entries; nothing proves it.": (
        "По ответу, при числе записей {size} корень журнала был {root}; этого ничто не доказывает."
    ),
    "{file} has no place in this answer.": "Файлу {file} не место в этом ответе.",
    "It rests on entries that came after the moment of which it speaks.": (
        "Он основан на записях, появившихся позже того момента, о котором он говорит."
    ),
    "The first {size} entries of the published log tell nothing else of the case and of its sessions.": (
        "Первые {size} записей опубликованного журнала ничего другого о деле и его процедурах не говорят."
    ),
    "Whether the answer leaves out entries of the case was not checked: give the published log with --log.": (
        "Не пропущены ли в ответе записи о деле, не проверено: укажите опубликованный журнал (--log)."
    ),
    "The answer leaves out {count} entries that tell of the case or of its sessions: {entries}.": (
        "В ответе пропущены записи о деле или о его процедурах (их число: {count}): {entries}."
    ),
    (
        "The answer says that {stated} registrations of consignments bear case numbers that it does not open; the log has "
        "{found}."
    ): "По ответу, партий с номерами дел, которых он не раскрывает, {stated}; в журнале их {found}.",
    (
        "The log has {count} registrations of consignments whose case numbers are withheld and not opened in {file}: "
        "whether one is of this case, only who holds their openings can tell."
    ): (
        "В журнале есть партии, номера дел которых скрыты и в {file} не раскрыты (их число: {count}): относится ли какая-то "
        "из них к этому делу, может сказать только тот, у кого есть раскрытия."
    ),
    "Every withheld value in {file} is the one that an entry commits to.": (
        "Каждое скрытое значение в {file} — то, на которое указывает запись."
    ),
    "The request is the one that was recorded, and every figure follows from the entries.": (
        "Запрос — тот, что был записан, и каждая цифра следует из записей."
    ),
    "The hashes of the recordings are those of their entries.": "Хеши файлов — те, что стоят в записях о них.",
    "{path}: the answer says {stated}, the entries give {found}.": "{path}: в ответе {stated}, записи дают {found}.",
    "{file}: the answer's line about its hash is not true; recorded is {recorded}.": (
        "{file}: сказанное в ответе о его хеше неверно; записан {recorded}."
    ),
    "{file} opens {commitment}, which no entry has.": "{file} раскрывает {commitment}, чего нет ни в одной записи.",
    "The entries contradict each other, so that nothing follows from them: {error}": (
        "Записи противоречат друг другу, и из них ничего не следует; {error}"
    ),
    "{file} was NOT, when the answer was made, the file whose SHA-256 was recorded: {trouble}": (
        "Когда составлялся ответ, {file} НЕ БЫЛ тем файлом, чей SHA-256 записан; {trouble}"
    ),
    "The entry of the request is not among the entries.": "Среди записей нет записи о запросе.",
    "The answer does not give the log's state before and after each of the sessions.": (
        "В ответе не указано состояние журнала до и после каждой процедуры."
    ),
    "The files hashed for the answer are not the recordings that it names.": (
        "Хеши вычислены не для тех файлов, которые называет ответ."
    ),
    "and more of this sort.": "и ещё подобное.",
    "The copy {file} is not the recorded film.": "Копия {file} не совпадает с записанным файлом.",
    "All {count} requests of courts are numbered, and each was answered at most once.": (
        "Все запросы судов пронумерованы (их число: {count}), и на каждый отвечено не более одного раза."
    ),
    "Request {request} of a court, dated {date} and recorded at {utc} (entry {index}), is UNANSWERED.": (
        "Запрос суда {request} от {date}, записанный в {utc} (запись № {index}), ОСТАЁТСЯ БЕЗ ОТВЕТА."
    ),
    "Entry {index} is request {request}, but R{expected} comes next: a request was left out or put in.": (
        "Запись № {index} — запрос {request}, а следующим должен быть R{expected}: запрос пропущен или добавлен."
    ),
    "Entry {index} answers request {request}, which does not wait for an answer.": (
        "Запись № {index} отвечает на запрос {request}, который не ждёт ответа."
    ),
    "The answer is the one that was recorded, and follows from the entries in it.": (
        "Ответ — тот, что был записан, и следует из приложенных к нему записей."
    ),
    "Whether {document} says what {answer} says is not checked here; where they differ, {answer} holds.": (
        "Говорит ли {document} то же, что {answer}, здесь не проверяется; где они расходятся, верен {answer}."
    ),
    "The answer agrees with itself.": "Ответ согласуется сам с собой.",
}
