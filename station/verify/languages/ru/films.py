"""Russian: what is said of recordings and what became of them."""

SENTENCES = {
    (
        "Entry {index} committed {count} fragments of {recording} that are not those of the file. One of "
        "the two was made afterwards."
    ): (
        "Запись № {index} закрепила фрагменты файла {recording} (их число: {count}), и это не те "
        "фрагменты, что в файле. Что-то из двух сделано позднее."
    ),
    (
        "Entry {index} committed pictures of {recording} {early} s before their time. The film's times "
        "were changed, or it was not filmed then."
    ): (
        "Запись № {index} закрепила кадры {recording} на {early} с раньше их собственного времени. Время "
        "видеозаписи изменено, или она снята не тогда."
    ),
    "Camera {camera} did not film for {length} s, from {begin} to {end}, and no entry says so.": (
        "Камера {camera} не снимала {length} с, с {begin} по {end}, и ни одна запись об этом не говорит."
    ),
    (
        "Camera {camera} filmed from the opening of the session to its close, but for what the record itself announces."
    ): (
        "Камера {camera} снимала от открытия процедуры до её закрытия, кроме перерывов, о которых говорит сама запись."
    ),
    "The frame numbers of camera {camera} run on over its {count} files.": (
        "Номера кадров камеры {camera} идут подряд по всем её файлам; число файлов: {count}."
    ),
    "Camera {camera} did not film for {length} s, from {begin} to {end}, as the record says.": (
        "Разрыв записи: камера {camera} не снимала {length} с, с {begin} по {end}; запись сама об этом сообщает."
    ),
    "{what} (entry {index})": "{what} (запись № {index})",
    "Meanwhile: {moves}.": "За это время: {moves}.",
    "{count} frames of camera {camera} before {recording} are lost, as a gap says.": (
        "Кадры камеры {camera} перед файлом {recording} потеряны (их число: {count}); запись о разрыве "
        "сообщает об этом."
    ),
    "The session was never opened, or never closed.": "Процедура не была открыта или не была закрыта.",
    (
        "{recording} of camera {camera} begins with frame {found}, but frame {expected} comes next. "
        "{count} frames are missing or counted twice."
    ): (
        "Файл {recording} камеры {camera} начинается с кадра № {found}, а следующим должен быть № "
        "{expected}. Кадров пропущено или сосчитано дважды: {count}."
    ),
    (
        "Its first bytes were altered; they hold the size and the cropping of the picture (H.264 "
        "parameter sets) and the time scale by which it plays."
    ): (
        "Изменено начало файла; там указаны размер и кадрирование изображения (наборы параметров H.264) и"
        " шкала времени, по которой оно проигрывается."
    ),
    "{spell} was altered: other bytes stand in its place.": ("{spell}: изменено, на этом месте стоят другие данные."),
    "{file} is not the recording that was sealed.": "{file} — не тот файл, который был запечатан.",
    "At {at} s, {bytes} bytes stand that were never recorded.": (
        "На {at} с стоят данные, которых при съёмке не было; байтов: {bytes}."
    ),
    "From {begin} s to {end} s ({begin_utc} to {end_utc})": "С {begin} с по {end} с ({begin_utc} – {end_utc})",
    "{spell} is cut off: {bytes} bytes are left of it.": "{spell}: обрезано, осталось байтов: {bytes}.",
    "{spell} is missing.": "{spell}: отсутствует.",
    "{spell} stands elsewhere in the file.": "{spell}: стоит в другом месте файла.",
    "It now plays for {plays} s; {recorded} s were recorded.": (
        "Сейчас файл проигрывается {plays} с; записано было {recorded} с."
    ),
    "{begin} s to {end} s": "с {begin} с по {end} с",
    "Whole: {whole}.": "Цело: {whole}.",
    "No second of it is whole.": "Ни одна секунда не уцелела.",
    ("{file} is not the recording that was sealed, and the fragment list in the bag is not the sealed one either."): (
        "{file} — не тот файл, который был запечатан, и список фрагментов в пакете тоже не тот."
    ),
    "Whole, as the log's commits show: {whole}.": "Цело, как показывает журнал: {whole}.",
    "It is wrong from {at} s on ({utc}).": "Несоответствие начинается с {at} с ({utc}).",
    "It now plays for {plays} s by its own times; {recorded} s were recorded.": (
        "По собственному времени файл теперь проигрывается {plays} с; записано было {recorded} с."
    ),
    "No second of it is vouched for.": "Ни одну секунду журнал не подтверждает.",
    "{file} is whole: {bytes} bytes, {fragments} fragments, SHA-256 {sha256}.": (
        "Файл {file} цел: байтов {bytes}, фрагментов {fragments}, SHA-256 {sha256}."
    ),
    "The fragment list {file} is wrong: it does not give the sealed root; it was altered too.": (
        "Список фрагментов {file} неверен: он не даёт запечатанного корня; его тоже изменили."
    ),
    "The fragment list {file} is wrong: line {line} is not what the recording gives.": (
        "Список фрагментов {file} неверен: строка {line} не соответствует записанному файлу."
    ),
    "{file} cannot be checked: {error}. It held {device} for {length} s.": (
        "Файл {file} проверить нельзя. В нём запись устройства {device} длиной {length} с; {error}"
    ),
    "{file} is whole: {bytes} bytes, {fragments} fragments, {frames} frames, SHA-256 {sha256}.": (
        "Файл {file} цел: байтов {bytes}, фрагментов {fragments}, кадров {frames}, SHA-256 {sha256}."
    ),
    "{file} was interrupted: its writer was stopped, and began a new file if it could.": (
        "Запись файла {file} прервалась: записывавшая его программа остановилась и по возможности начала новый файл."
    ),
    (
        "{file} ends at {plays} s by its own times, but was recorded for {recorded} s: it does not play "
        "at the speed at which it was filmed, or its end is missing."
    ): (
        "Файл {file} по собственному времени кончается на {plays} с, а записывался {recorded} с: он "
        "проигрывается не с той скоростью, с какой снят, или его конца нет."
    ),
    "{file}: one picture stands {times}; camera {camera} gave no other meanwhile.": (
        "Файл {file}: одно и то же изображение стоит {times}; другого камера {camera} за это время не дала."
    ),
    "{file} cannot be checked: it is missing. It held {device} for {length} s.": (
        "Файла {file} нет, проверить его нельзя. В нём была запись устройства {device} длиной {length} с."
    ),
    "{file}, the unfinished last piece, is missing or not what was sealed.": (
        "Незаконченная последняя часть, файл {file}, отсутствует или не та, что запечатана."
    ),
    "{file} holds the {bytes} bytes that were being written at the interruption.": (
        "В файле {file} — данные, которые записывались в момент прерывания; байтов: {bytes}."
    ),
    "{file} has {what} {found}, but the seal states {sealed}.": (
        "В файле {file} {what}: {found}, а в печати указано {sealed}."
    ),
    "{file}: the times run backwards after {before} s, to {after} s.": (
        "Файл {file}: после {before} с время идёт назад, к {after} с."
    ),
    "for {length} s at {begin} s": "{length} с, начиная с {begin} с",
    "The fragment list {file} is wrong: {error}": "Список фрагментов {file} неверен; {error}",
    "The entries on the {count} recordings agree with each other and with the seal.": (
        "Записи журнала о файлах согласуются между собой и с печатью; число файлов: {count}."
    ),
    "Recording {recording} is sealed as {sealed}, but was begun as {begun}.": (
        "Файл {recording} запечатан как {sealed}, а начат как {begun}."
    ),
    "Recording {recording} lies in a file of another name, {file}.": (
        "Запись {recording} лежит в файле с другим именем, {file}."
    ),
    "Recording {recording} is sealed with {what} {sealed}, but was finished with {finished}.": (
        "Файл {recording}: в печати {what} {sealed}, а при завершении было {finished}."
    ),
    "Recording {recording} starts a second time, with entry {entry}.": (
        "Файл {recording} начат второй раз, запись № {entry}."
    ),
    "its end": "окончание",
    "Recording {recording} has fewer {what} at {where} than before: {after} after {before}.": (
        "Файл {recording}: {what} стало меньше, чем было ({where}): {after} после {before}."
    ),
    "Recording {recording} has a count below zero.": "Файл {recording}: один из счётчиков меньше нуля.",
    "Recording {recording} has no end, or is not in the seal.": (
        "У файла {recording} нет записи об окончании, или его нет в печати."
    ),
    "Recording {recording} is not running, but entry {entry} ({kind}) is about it.": (
        "Файл {recording} в это время не записывался, но запись № {entry} ({kind}) говорит о нём."
    ),
}
