"""Kazakh: the rules by which a session was opened."""

SENTENCES = {
    (
        "The session names profile {code}, a file whose SHA-256 begins with {digits}. Whether what follows is what "
        "that file asks, "
        "is not checked here: compare it with the published one."
    ): (
        "Рәсім {code} профилін атайды: SHA-256 мәні {digits} деп басталатын файл. Төменде айтылғанды сол файл талап "
        "ете ме — мұнда тексерілмейді: жарияланғанымен салыстырыңыз."
    ),
    "An expert opinion on each consignment was asked for.": ("Әр партия бойынша сарапшы қорытындысы талап етілген."),
    "NO EXPERT OPINION was asked for.": ("САРАПШЫ ҚОРЫТЫНДЫСЫ ТАЛАП ЕТІЛМЕГЕН."),
    "A sample kept of each consignment was asked for.": ("Әр партиядан сақталған үлгі талап етілген."),
    "NO SAMPLE was asked for.": ("ҮЛГІ ТАЛАП ЕТІЛМЕГЕН."),
    "NO DRAW was asked for.": ("ІРІКТЕУ ТАЛАП ЕТІЛМЕГЕН."),
    (
        "A draw was asked for of each consignment of {least_packages} packages or more: plan {plan}, share {share}, "
        "confidence "
        "{confidence}, negatives allowed {allowed}."
    ): (
        "Қаптама саны {least_packages} немесе одан көп әр партиядан іріктеу талап етілген: жоспар {plan}, үлес "
        "{share}, сенімділік {confidence}, рұқсат етілген теріс нәтиже {allowed}."
    ),
    "Of a plant that was first weighed fresh up to {permille}‰ may be lost and called drying.": (
        "Алғаш балғын күйінде өлшенген өсімдіктің {permille}‰ дейіні кеміп, кебу деп аталуы мүмкін."
    ),
    "Must be present, or be named as absent: {roles}.": ("Қатысуы немесе жоқ деп аталуы тиіс: {roles}."),
    "NOBODY has to be present.": ("ЕШКІМ ҚАТЫСУҒА МІНДЕТТІ ЕМЕС."),
    "Must co-sign, one of each: {groups}.": ("Қол қоюы тиіс, әр топтан біреу: {groups}."),
    "NOBODY has to co-sign.": ("ЕШКІМ ҚОЛ ҚОЮҒА МІНДЕТТІ ЕМЕС."),
}
