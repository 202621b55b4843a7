"""Kazakh: draws that were made, computed again, and what the tests of the drawn packages show."""

SENTENCES = {
    (
        "All {count} draws follow from the secrets committed to in the names of people; who chose them, the station "
        "cannot know."
    ): (
        "Барлық {count} іріктеу қатысушылардың атынан міндеттелген құпиялардан шығады; оларды кім таңдағанын станция "
        "біле алмайды."
    ),
    "No packages were drawn, so no draw was to be computed again.": (
        "Қаптамалар іріктелмеген, қайта есептейтін ештеңе болмады."
    ),
    "All {count} tests are of packages that were here, by people who were present.": (
        "Барлық {count} тексеру осында болған қаптамаларға қатысты, оларды қатысып отырғандар жүргізген."
    ),
    "Draw {draw} was opened a second time (entry {index}).": "{draw} іріктеуі екінші рет ашылған (№ {index} жазба).",
    (
        "Draw {draw} was opened (entry {index}) while packages could still be added to the list of consignment "
        "{consignment}."
    ): (
        "{draw} іріктеуі {consignment} партиясының тізіміне әлі қаптама қосуға болатын кезде ашылған (№ {index} жазба)."
    ),
    (
        "Draw {draw} (entry {index}) is said to be of {stated} packages; {found} of consignment {consignment} were here."
    ): (
        "{draw} іріктеуі (№ {index} жазба) {stated} қаптамадан делінген; {consignment} партиясынан мұнда {found} болған."
    ),
    "Draw {draw} (entry {index}) is one of too many to be computed again.": (
        "Іріктеулер тым көп, {draw} іріктеуі (№ {index} жазба) қайта есептелмеді."
    ),
    "Draw {draw} (entry {index}) names a plan that cannot be made: {error}": (
        "{draw} іріктеуі (№ {index} жазба) болуы мүмкін емес жоспарды атайды: {error}"
    ),
    "Draw {draw} (entry {index}) is of {size} packages; its plan asks for at least {least} of the {packages}.": (
        "{draw} іріктеуінде (№ {index} жазба) {size} қаптама бар; жоспары {packages} ішінен кемінде {least} талап етеді."
    ),
    "Entry {index} is of draw {draw}, which was never opened.": (
        "№ {index} жазба ешқашан ашылмаған {draw} іріктеуіне қатысты."
    ),
    (
        "Draw {draw} was called off (entry {index}) when its commitments were closed: who had heard the secrets knew "
        "what it "
        "would fall on."
    ): (
        "{draw} іріктеуі міндеттемелер жабылғаннан кейін тоқтатылған (№ {index} жазба): құпияларды естіген адам оның неге "
        "түсетінін білген."
    ),
    "{person} committed (entry {index}) when draw {draw} took no commitments any more.": (
        "{person} міндеттемені {draw} іріктеуі оларды қабылдамайтын кезде берген (№ {index} жазба)."
    ),
    "{person} committed to draw {draw} (entry {index}) without being present.": (
        "{person} {draw} іріктеуіне міндеттемені қатыспай тұрып берген (№ {index} жазба)."
    ),
    "{person} committed to draw {draw} a second time (entry {index}).": (
        "{person} {draw} іріктеуіне екінші рет міндеттеме берген (№ {index} жазба)."
    ),
    "The commitments of draw {draw} were closed a second time (entry {index}).": (
        "{draw} іріктеуінің міндеттемелері екінші рет жабылған (№ {index} жазба)."
    ),
    "Draw {draw} (entry {index}) names {stated} as those who committed; by their entries it was {found}.": (
        "{draw} іріктеуі (№ {index} жазба) міндеттеме бергендер деп мыналарды атайды: {stated}; жазбалар бойынша: {found}."
    ),
    "All who committed to draw {draw} (entry {index}) had the same role, or nobody did.": (
        "{draw} іріктеуіне (№ {index} жазба) міндеттеме бергендердің бәрі бір рөлде болған, немесе ешкім бермеген."
    ),
    "{person} revealed a secret (entry {index}) when draw {draw} took none: who commits after hearing it can steer.": (
        "{person} құпияны {draw} іріктеуі оларды қабылдамайтын кезде ашқан (№ {index} жазба): оны естіп барып "
        "міндеттеме беретін "
        "адам іріктеуді басқара алады."
    ),
    "The secret that {person} revealed for draw {draw} (entry {index}) is not the one committed to.": (
        "{person} {draw} іріктеуі үшін ашқан құпия (№ {index} жазба) міндеттемедегі құпия емес."
    ),
    "Draw {draw} was made (entry {index}) when it was not to be made.": (
        "{draw} іріктеуі өткізуге болмайтын кезде өткізілген (№ {index} жазба)."
    ),
    "Draw {draw} (entry {index}) cannot be computed again: {error}": (
        "{draw} іріктеуін (№ {index} жазба) қайта есептеу мүмкін емес: {error}"
    ),
    (
        "Draw {draw} (entry {index}) names {stated} as those who withheld their secret; by the entries it was {found}."
    ): "{draw} іріктеуі (№ {index} жазба) құпиясын ашпағандар деп мыналарды атайды: {stated}; жазбалар бойынша: {found}.",
    "The seed of draw {draw} (entry {index}) is not the one that the secrets give, {found}.": (
        "{draw} іріктеуінің бастауы (№ {index} жазба) құпиялар беретін бастау емес: {found}."
    ),
    (
        "Draw {draw} did not fall on the packages that entry {index} names, in their order. Wrongly there: {extra}; "
        "left out: "
        "{lacking}."
    ): (
        "{draw} іріктеуі № {index} жазба атаған қаптамаларға, не сол ретпен түспеген. Артығы: {extra}; қалып қойғаны: "
        "{lacking}."
    ),
    (
        "Draw {draw} of consignment {consignment} was CALLED OFF. The reason given: {reason}. Committed by then, in "
        "the names of: "
        "{persons}."
    ): (
        "{consignment} партиясының {draw} іріктеуі ТОҚТАТЫЛДЫ. Аталған себеп: {reason}. Ол кезде мыналардың атынан "
        "міндеттеме берілген: {persons}."
    ),
    "Draw {draw} of consignment {consignment} was never made, and shows nothing.": (
        "{consignment} партиясының {draw} іріктеуі өткізілмеген және ештеңе көрсетпейді."
    ),
    (
        "In the names of {persons} it was committed to draw {draw} and NOT REVEALED in the {seconds} s that were "
        "given. So it has "
        "no seed, and all packages were drawn."
    ): (
        "{persons} атынан {draw} іріктеуіне міндеттеме берілген, берілген {seconds} с ішінде құпия АШЫЛМАҒАН. "
        "Сондықтан бастау жоқ, барлық қаптама іріктелді."
    ),
    "Nobody committed to draw {draw} in the names of {persons}, who were present: it rests on the others' secrets.": (
        "{persons}: қатысқан, бірақ олардың атынан {draw} іріктеуіне ешкім міндеттеме бермеген; ол өзгелердің "
        "құпияларына сүйенеді."
    ),
    "no one": "ешкім",
    "as declared": "мәлімделгендей",
    "NOT AS DECLARED": "МӘЛІМДЕЛГЕНДЕЙ ЕМЕС",
    "not clear": "анық емес",
    "set aside untested": "тексерілмей шетке қойылған",
    "missing untested": "тексерілмеген, орнында жоқ",
    "{package} ({what})": "{package} ({what})",
    (
        "Draw {draw} of consignment {consignment} shows nothing yet: of the {size} packages that it fell on, {count} "
        "are not "
        "tested: {packages}."
    ): (
        "{consignment} партиясының {draw} іріктеуі әзірге ештеңе көрсетпейді: түскен {size} қаптаманың {count} данасы "
        "тексерілмеген: {packages}."
    ),
    (
        "Draw {draw} of consignment {consignment} claims nothing, whatever its tests found: {failed} of the same "
        "consignment "
        "failed, and to draw again does not undo that."
    ): (
        "{consignment} партиясының {draw} іріктеуі, тексерулер не көрсетсе де, ештеңе мәлімдемейді: сол партияның {failed} "
        "іріктеуі өтпеген, қайта іріктеу оны жоймайды."
    ),
    "Nothing follows from draw {draw}: it does not stand as recorded.": (
        "{draw} іріктеуінен ештеңе шықпайды: ол жазылғандай емес."
    ),
    "Draw {draw} fell on {packages}, burned without a test for it.": (
        "{draw} іріктеуі осы іріктеу үшін тексерілмей өртелген қаптамаларға түскен: {packages}."
    ),
    (
        "{count} packages of consignment {consignment} burned that draw {draw} COULD NOT FALL ON, and of which it "
        "shows nothing: "
        "{packages}."
    ): (
        "{consignment} партиясының {count} қаптамасы өртелген, {draw} іріктеуі оларға ТҮСЕ АЛМАҒАН және олар туралы "
        "ештеңе көрсетпейді: {packages}."
    ),
    "Test {test} was recorded a second time (entry {index}).": "{test} тексеруі екінші рет жазылған (№ {index} жазба).",
    "Test {test} (entry {index}) is of package {package}, which was not here.": (
        "{test} тексеруі (№ {index} жазба) осында болмаған {package} қаптамасына қатысты."
    ),
    "Test {test} (entry {index}) is said to be for draw {draw}, which had not fallen on package {package}.": (
        "{test} тексеруі (№ {index} жазба) {package} қаптамасына түспеген {draw} іріктеуіне жатқызылған."
    ),
    "Test {test} of package {package} (entry {index}) is told of {person}, who was not present.": (
        "{package} қаптамасының {test} тексеруі (№ {index} жазба) қатыспаған {person} атына жазылған."
    ),
    (
        "Test {test} of package {package} was made on {today} with kit {kit}, lot {lot}, which was to be used until "
        "{expires}: "
        "what it says is doubtful."
    ): (
        "{package} қаптамасының {test} тексеруі {today} күні {kit} жиынтығымен, {lot} сериясымен жүргізілген, оның "
        "жарамдылығы "
        "{expires} дейін: нәтижесі күмәнді."
    ),
    (
        "THE CLAIM OF DRAW {draw} DOES NOT HOLD. Of the {size} packages of consignment {consignment} that it fell on, "
        "{count} "
        "speak against it, and {allowed} may: {negatives}. So every package of {consignment} is in doubt, also those "
        "that were "
        "not drawn, and none may burn before the people present decide, with reasons."
    ): (
        "{draw} ІРІКТЕУІНІҢ ТҰЖЫРЫМЫ РАСТАЛМАДЫ. {consignment} партиясының түскен {size} қаптамасының {count} данасы "
        "оған қарсы, "
        "рұқсат етілгені {allowed}: {negatives}. Сондықтан {consignment} партиясының әр қаптамасы, іріктелмегендері "
        "де, күмәнді; "
        "қатысушылар себебін көрсетіп шешпейінше, бірде-бірін өртеуге болмайды."
    ),
    (
        "Draw {draw} of consignment {consignment} came out well: of the {size} packages that it fell on, {good} were "
        "found to "
        "be as declared, {negatives} were not, and {allowed} may."
    ): (
        "{consignment} партиясының {draw} іріктеуі өтті: түскен {size} қаптаманың {good} данасы мәлімделгендей болып шықты, "
        "{negatives} данасы олай емес, рұқсат етілгені {allowed}."
    ),
    (
        "Of consignment {consignment} packages were tested that somebody chose, and no draw: {packages}. Of the others that "
        "shows nothing."
    ): (
        "{consignment} партиясынан іріктеу емес, біреу таңдаған қаптамалар тексерілген: {packages}. Қалғандары туралы "
        "бұл ештеңе "
        "көрсетпейді."
    ),
    "No package of consignment {consignment} was opened and tested here.": (
        "{consignment} партиясының бірде-бір қаптамасы мұнда ашылып тексерілмеген."
    ),
}
