"""Russian: what is said of the files of a bag."""

SENTENCES = {
    "{path} is no plain file with a plain name, but a link, an empty folder or worse.": (
        "{path} — не обычный файл с обычным именем, а ссылка, пустая папка или нечто иное."
    ),
    "All {count} files are those that the manifest lists.": "Все файлы совпадают с описью; их число: {count}.",
    "The bag's own files are those that their manifest lists.": "Служебные файлы пакета совпадают с их описью.",
    "The bag holds what the record calls for, and nothing else.": (
        "В пакете есть всё, чего требует запись, и ничего лишнего."
    ),
    "README.txt, bagit.txt and bag-info.txt say what the record says.": (
        "README.txt, bagit.txt и bag-info.txt говорят то же, что запись."
    ),
    "{manifest} is not written as a manifest of this kind is.": (
        "{manifest} написан не так, как пишется опись этого вида."
    ),
    "{file} has no place in this bag; the record does not call for it.": (
        "Файлу {file} не место в этом пакете: запись его не требует."
    ),
    "{file} is missing; {manifest} lists it.": "Файла {file} нет, а {manifest} его называет.",
    "{file} does not say what follows from the record and the files of this bag.": (
        "{file} говорит не то, что следует из записи и файлов этого пакета."
    ),
    "{file} was added; {manifest} does not list it.": "Файл {file} добавлен: {manifest} его не называет.",
    "{file} is missing; the record calls for it.": "Файла {file} нет, а запись его требует.",
    "{file} was changed: its SHA-256 is {found}, {manifest} says {listed}.": (
        "Файл {file} изменён: его SHA-256 — {found}, а в {manifest} указано {listed}."
    ),
    "The bag's texts cannot be written again from the record: {error}": (
        "Тексты пакета нельзя заново составить по записи; {error}"
    ),
    "not to be had": "не получен",
    "Every withheld value is opened, and is the one that was committed to.": (
        "Каждое скрытое значение раскрыто, и именно то, хеш которого стоит в записи."
    ),
    "{file} does not open the commitments of the entries, one line each and in their order.": (
        "{file} раскрывает не те значения, хеши которых стоят в записях, — по одному в строке и в их порядке."
    ),
    "{file}, line {line} is not canonical.": "{file}, строка {line} записана не в установленном виде.",
    "{file}, line {line}: {error}": "{file}, строка {line}: проверка не пройдена; {error}",
    "The folder holds a published log, and nothing else.": "В папке только опубликованный журнал.",
    (
        "{file} has no place in a published log, and nothing in it was checked. If it belongs to a bag, ask for the whole bag."
    ): ("Файлу {file} не место в опубликованном журнале, и он не проверялся. Если он из пакета, попросите весь пакет."),
}
