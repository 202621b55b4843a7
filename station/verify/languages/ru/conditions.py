"""Russian: the rules by which a session was opened."""

SENTENCES = {
    (
        "The session names profile {code}, a file whose SHA-256 begins with {digits}. Whether what follows is what "
        "that file asks, "
        "is not checked here: compare it with the published one."
    ): (
        "Процедура называет профиль {code}: файл, SHA-256 которого начинается с {digits}. Того ли требует этот файл, "
        "что сказано дальше, здесь не проверяется: сверьте с опубликованным."
    ),
    "An expert opinion on each consignment was asked for.": ("Требовалось заключение эксперта по каждой партии."),
    "NO EXPERT OPINION was asked for.": ("ЗАКЛЮЧЕНИЯ ЭКСПЕРТА НЕ ТРЕБОВАЛОСЬ."),
    "A sample kept of each consignment was asked for.": ("Требовался сохранённый образец каждой партии."),
    "NO SAMPLE was asked for.": ("ОБРАЗЦА НЕ ТРЕБОВАЛОСЬ."),
    "NO DRAW was asked for.": ("ОТБОРА НЕ ТРЕБОВАЛОСЬ."),
    (
        "A draw was asked for of each consignment of {least_packages} packages or more: plan {plan}, share {share}, "
        "confidence "
        "{confidence}, negatives allowed {allowed}."
    ): (
        "Требовался отбор из каждой партии, где упаковок не меньше {least_packages}: план {plan}, доля {share}, "
        "уверенность {confidence}, допустимо отрицательных {allowed}."
    ),
    "Of a plant that was first weighed fresh up to {permille}‰ may be lost and called drying.": (
        "У растения, впервые взвешенного свежим, до {permille}‰ может убыть и быть названо усыханием."
    ),
    "Must be present, or be named as absent: {roles}.": (
        "Должны присутствовать или быть названы отсутствующими: {roles}."
    ),
    "NOBODY has to be present.": ("ПРИСУТСТВОВАТЬ НИКТО НЕ ОБЯЗАН."),
    "Must co-sign, one of each: {groups}.": ("Должны подписать, по одному из каждой группы: {groups}."),
    "NOBODY has to co-sign.": ("ПОДПИСЫВАТЬ НИКТО НЕ ОБЯЗАН."),
}
