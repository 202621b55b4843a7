"""Russian: what is said of the images of the packages."""

SENTENCES = {
    (
        "Each of the {count} images is as it was sealed, and names a frame that was filmed when its package was presented. "
        "Whether the picture shows that frame is not checked here; docs/format.md says how."
    ): (
        "Каждый снимок (их {count}) таков, каким запечатан, и называет кадр, снятый при предъявлении своей упаковки. "
        "Этот ли кадр на снимке, здесь не проверяется; как проверить, сказано в docs/format.md."
    ),
    "No image of a package was cut, so none was to be checked.": "Снимков упаковок нет, проверять было нечего.",
    "Entry {index} tells a second time of the image of one showing of package {package}.": (
        "Запись № {index} второй раз говорит о снимке одного и того же предъявления упаковки {package}."
    ),
    "{package} (entry {index}), and no entry says why": "{package} (запись № {index}), и ни одна запись не говорит почему",
    "{package} (entry {index}): {reason}": "{package} (запись № {index}): {reason}",
    "No image was cut of these packages as they were shown: {told}.": (
        "При предъявлении этих упаковок снимок не сделан: {told}."
    ),
    (
        "Entry {index} is about an image of package {package}, but entry {presented} before it does not present this "
        "package."
    ): (
        "Запись № {index} говорит о снимке упаковки {package}, но запись № {presented} до неё не о предъявлении этой "
        "упаковки."
    ),
    "{file} is missing: the image of package {package} (entry {index}).": (
        "Файла {file} нет: это снимок упаковки {package} (запись № {index})."
    ),
    "{file} is not the image of package {package} that was sealed (entry {index}).": (
        "Файл {file} — не тот снимок упаковки {package}, который запечатан (запись № {index})."
    ),
    "Entry {index} names a frame of {recording}, which is no film of camera {camera}.": (
        "Запись № {index} называет кадр из {recording}, а это не видеозапись камеры {camera}."
    ),
    "Entry {index} names frame {frame} of {recording}, which has no such frame.": (
        "Запись № {index} называет кадр № {frame} из {recording}, а такого кадра там нет."
    ),
    "Entry {index} says another time of frame {frame} of {recording} than the film, by {off} s.": (
        "Запись № {index} называет для кадра № {frame} из {recording} иное время, чем сама видеозапись; разница {off} с."
    ),
    "The image of package {package} (entry {index}) was filmed {away} s away from its showing, entry {presented}.": (
        "Снимок упаковки {package} (запись № {index}) снят на {away} с в стороне от её предъявления, записи № {presented}."
    ),
}
