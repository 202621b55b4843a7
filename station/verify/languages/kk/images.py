"""Kazakh: what is said of the images of the packages."""

SENTENCES = {
    (
        "Each of the {count} images is as it was sealed, and names a frame that was filmed when its package was presented. "
        "Whether the picture shows that frame is not checked here; docs/format.md says how."
    ): (
        "Әр сурет (саны: {count}) мөрленген күйінде және өз қаптамасы көрсетілген кезде түсірілген кадрды атайды. "
        "Суретте сол кадр ма — мұнда тексерілмейді; қалай тексеру керегі docs/format.md құжатында айтылған."
    ),
    "No image of a package was cut, so none was to be checked.": "Қаптамалардың суреті жоқ, тексеретін ештеңе болмады.",
    "Entry {index} tells a second time of the image of one showing of package {package}.": (
        "№ {index} жазба {package} қаптамасының бір көрсетілуінің суреті туралы екінші рет айтады."
    ),
    "{package} (entry {index}), and no entry says why": "{package} (№ {index} жазба), себебін ешбір жазба айтпайды",
    "{package} (entry {index}): {reason}": "{package} (№ {index} жазба): {reason}",
    "No image was cut of these packages as they were shown: {told}.": (
        "Мына қаптамалар көрсетілгенде сурет алынбаған: {told}."
    ),
    (
        "Entry {index} is about an image of package {package}, but entry {presented} before it does not present this "
        "package."
    ): (
        "№ {index} жазба {package} қаптамасының суреті туралы, бірақ оған дейінгі № {presented} жазба бұл қаптаманың "
        "көрсетілуі емес."
    ),
    "{file} is missing: the image of package {package} (entry {index}).": (
        "{file} файлы жоқ: бұл {package} қаптамасының суреті (№ {index} жазба)."
    ),
    "{file} is not the image of package {package} that was sealed (entry {index}).": (
        "{file} файлы — {package} қаптамасының мөрленген суреті емес (№ {index} жазба)."
    ),
    "Entry {index} names a frame of {recording}, which is no film of camera {camera}.": (
        "№ {index} жазба {recording} файлының кадрын атайды, ал ол {camera} камерасының бейнежазбасы емес."
    ),
    "Entry {index} names frame {frame} of {recording}, which has no such frame.": (
        "№ {index} жазба {recording} файлының № {frame} кадрын атайды, ал онда мұндай кадр жоқ."
    ),
    "Entry {index} says another time of frame {frame} of {recording} than the film, by {off} s.": (
        "№ {index} жазба {recording} файлының № {frame} кадры үшін бейнежазбадан басқа уақытты айтады; айырмасы {off} с."
    ),
    "The image of package {package} (entry {index}) was filmed {away} s away from its showing, entry {presented}.": (
        "{package} қаптамасының суреті (№ {index} жазба) оның көрсетілуінен (№ {presented} жазба) {away} с алшақ түсірілген."
    ),
}
