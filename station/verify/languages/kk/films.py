"""Kazakh: what is said of recordings and what became of them."""

SENTENCES = {
    (
        "Entry {index} committed {count} fragments of {recording} that are not those of the file. One of "
        "the two was made afterwards."
    ): (
        "№ {index} жазба {recording} файлының фрагменттерін (саны: {count}) бекіткен, бірақ олар файлдағы"
        " фрагменттер емес. Екеуінің бірі кейін жасалған."
    ),
    (
        "Entry {index} committed pictures of {recording} {early} s before their time. The film's times "
        "were changed, or it was not filmed then."
    ): (
        "№ {index} жазба {recording} кадрларын олардың өз уақытынан {early} с бұрын бекіткен. "
        "Бейнежазбаның уақыты өзгертілген немесе ол сол кезде түсірілмеген."
    ),
    "Camera {camera} did not film for {length} s, from {begin} to {end}, and no entry says so.": (
        "{camera} камерасы {length} с түсірмеген, {begin} – {end}, бұл туралы бірде-бір жазба айтпайды."
    ),
    (
        "Camera {camera} filmed from the opening of the session to its close, but for what the record itself announces."
    ): ("{camera} камерасы рәсімнің ашылуынан жабылуына дейін түсірген, жазбаның өзі айтатын үзілістерден басқа."),
    "The frame numbers of camera {camera} run on over its {count} files.": (
        "{camera} камерасының кадр нөмірлері барлық файлында қатарынан жүреді; файл саны: {count}."
    ),
    "Camera {camera} did not film for {length} s, from {begin} to {end}, as the record says.": (
        "Жазбадағы үзіліс: {camera} камерасы {length} с түсірмеген, {begin} – {end}; мұны жазбаның өзі айтады."
    ),
    "{what} (entry {index})": "{what} (№ {index} жазба)",
    "Meanwhile: {moves}.": "Осы аралықта: {moves}.",
    "{count} frames of camera {camera} before {recording} are lost, as a gap says.": (
        "{camera} камерасының {recording} файлына дейінгі кадрлары жоғалған (саны: {count}); үзіліс "
        "туралы жазба мұны айтады."
    ),
    "The session was never opened, or never closed.": "Рәсім ашылмаған немесе жабылмаған.",
    (
        "{recording} of camera {camera} begins with frame {found}, but frame {expected} comes next. "
        "{count} frames are missing or counted twice."
    ): (
        "{camera} камерасының {recording} файлы № {found} кадрдан басталады, ал келесісі № {expected} "
        "болуға тиіс. Жоқ немесе екі рет саналған кадр саны: {count}."
    ),
    (
        "Its first bytes were altered; they hold the size and the cropping of the picture (H.264 "
        "parameter sets) and the time scale by which it plays."
    ): (
        "Файлдың басы өзгертілген; онда бейненің өлшемі мен қиылуы (H.264 параметрлер жиыны) және "
        "ойнатылатын уақыт шкаласы көрсетілген."
    ),
    "{spell} was altered: other bytes stand in its place.": "{spell}: өзгертілген, орнында басқа деректер тұр.",
    "{file} is not the recording that was sealed.": "{file} — мөрленген файл емес.",
    "At {at} s, {bytes} bytes stand that were never recorded.": (
        "{at} с тұсында жазу кезінде болмаған деректер тұр; байт саны: {bytes}."
    ),
    "From {begin} s to {end} s ({begin_utc} to {end_utc})": "{begin} с – {end} с ({begin_utc} – {end_utc})",
    "{spell} is cut off: {bytes} bytes are left of it.": "{spell}: қиылған, қалған байт саны: {bytes}.",
    "{spell} is missing.": "{spell}: жоқ.",
    "{spell} stands elsewhere in the file.": "{spell}: файлдың басқа жерінде тұр.",
    "It now plays for {plays} s; {recorded} s were recorded.": (
        "Қазір файл {plays} с ойнайды; {recorded} с жазылған еді."
    ),
    "{begin} s to {end} s": "{begin} с – {end} с",
    "Whole: {whole}.": "Бүтін: {whole}.",
    "No second of it is whole.": "Бірде-бір секунд бүтін емес.",
    ("{file} is not the recording that was sealed, and the fragment list in the bag is not the sealed one either."): (
        "{file} — мөрленген файл емес, пакеттегі фрагменттер тізімі де мөрленгені емес."
    ),
    "Whole, as the log's commits show: {whole}.": "Журнал көрсеткендей, бүтін: {whole}.",
    "It is wrong from {at} s on ({utc}).": "Сәйкессіздік {at} с тұсынан басталады ({utc}).",
    "It now plays for {plays} s by its own times; {recorded} s were recorded.": (
        "Өз уақыты бойынша файл енді {plays} с ойнайды; {recorded} с жазылған еді."
    ),
    "No second of it is vouched for.": "Журнал бірде-бір секундты растамайды.",
    "{file} is whole: {bytes} bytes, {fragments} fragments, SHA-256 {sha256}.": (
        "{file} файлы бүтін: байт {bytes}, фрагмент {fragments}, SHA-256 {sha256}."
    ),
    "The fragment list {file} is wrong: it does not give the sealed root; it was altered too.": (
        "{file} фрагменттер тізімі қате: ол мөрленген түбірді бермейді; ол да өзгертілген."
    ),
    "The fragment list {file} is wrong: line {line} is not what the recording gives.": (
        "{file} фрагменттер тізімі қате: {line}-жол жазылған файлға сай емес."
    ),
    "{file} cannot be checked: {error}. It held {device} for {length} s.": (
        "{file} файлын тексеру мүмкін емес. Онда {device} құрылғысының ұзақтығы {length} с жазбасы бар еді; {error}"
    ),
    "{file} is whole: {bytes} bytes, {fragments} fragments, {frames} frames, SHA-256 {sha256}.": (
        "{file} файлы бүтін: байт {bytes}, фрагмент {fragments}, кадр {frames}, SHA-256 {sha256}."
    ),
    "{file} was interrupted: its writer was stopped, and began a new file if it could.": (
        "{file} файлын жазу үзілген: оны жазған бағдарлама тоқтап, мүмкін болса, жаңа файл бастаған."
    ),
    (
        "{file} ends at {plays} s by its own times, but was recorded for {recorded} s: it does not play "
        "at the speed at which it was filmed, or its end is missing."
    ): (
        "{file} файлы өз уақыты бойынша {plays} с тұсында бітеді, ал {recorded} с жазылған: ол түсірілген"
        " жылдамдықпен ойнамайды немесе соңы жоқ."
    ),
    "{file}: one picture stands {times}; camera {camera} gave no other meanwhile.": (
        "{file} файлы: бір ғана бейне тұрып қалған: {times}; {camera} камерасы бұл кезде басқа бейне бермеген."
    ),
    "{file} cannot be checked: it is missing. It held {device} for {length} s.": (
        "{file} файлы жоқ, оны тексеру мүмкін емес. Онда {device} құрылғысының ұзақтығы {length} с жазбасы болған."
    ),
    "{file}, the unfinished last piece, is missing or not what was sealed.": (
        "Аяқталмаған соңғы бөлік, {file} файлы, жоқ немесе мөрленгені емес."
    ),
    "{file} holds the {bytes} bytes that were being written at the interruption.": (
        "{file} файлында үзілу сәтінде жазылып жатқан деректер бар; байт саны: {bytes}."
    ),
    "{file} has {what} {found}, but the seal states {sealed}.": (
        "{file} файлында {what}: {found}, ал мөрде {sealed} көрсетілген."
    ),
    "{file}: the times run backwards after {before} s, to {after} s.": (
        "{file} файлы: {before} с өткен соң уақыт кері, {after} с дейін жүреді."
    ),
    "for {length} s at {begin} s": "{begin} с тұсынан {length} с",
    "The fragment list {file} is wrong: {error}": "{file} фрагменттер тізімі қате; {error}",
    "The entries on the {count} recordings agree with each other and with the seal.": (
        "Журналдың файлдар туралы жазбалары бір-біріне және мөрге сай; файл саны: {count}."
    ),
    "Recording {recording} is sealed as {sealed}, but was begun as {begun}.": (
        "{recording} файлы {sealed} ретінде мөрленген, ал {begun} ретінде басталған."
    ),
    "Recording {recording} lies in a file of another name, {file}.": (
        "{recording} жазбасы аты басқа файлда жатыр: {file}."
    ),
    "Recording {recording} is sealed with {what} {sealed}, but was finished with {finished}.": (
        "{recording} файлы: мөрде {what} {sealed}, ал аяқталғанда {finished} болған."
    ),
    "Recording {recording} starts a second time, with entry {entry}.": (
        "{recording} файлы екінші рет басталған, № {entry} жазба."
    ),
    "its end": "соңы",
    "Recording {recording} has fewer {what} at {where} than before: {after} after {before}.": (
        "{recording} файлы: {what} бұрынғыдан азайған ({where}): {before} орнына {after}."
    ),
    "Recording {recording} has a count below zero.": "{recording} файлы: есептегіштердің бірі нөлден кіші.",
    "Recording {recording} has no end, or is not in the seal.": (
        "{recording} файлының аяқталғаны жазылмаған немесе ол мөрде жоқ."
    ),
    "Recording {recording} is not running, but entry {entry} ({kind}) is about it.": (
        "{recording} файлы ол кезде жазылмаған, бірақ № {entry} жазба ({kind}) ол туралы айтады."
    ),
}
