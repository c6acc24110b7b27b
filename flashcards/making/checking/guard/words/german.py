"""German words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": (
        "er sie ihn ihm ihr ihre ihrer ihren ihrem ihres sein seine seiner seinen seinem seines "
        "sich frau herr herrn frl"
    ),
    "said and did": (
        "sagt sagte gesagt erzählt erzählte fragt fragte gefragt berichtet berichtete antwortet "
        "antwortete meint meinte schildert schilderte erwähnt erwähnte gibt gab gegeben kommt kam "
        "gekommen geht ging gegangen nimmt nahm genommen bringt brachte mitgebracht bleibt blieb "
        "schaut schaute sitzt saß setzt setzte steht stand lief liest las schreibt schrieb "
        "geschrieben ruft rief angerufen telefoniert lacht lachte lächelt lächelte schweigt "
        "schwieg denkt dachte gedacht glaubt glaubte weiß wusste will wollte möchte mochte mag "
        "findet fand fühlt fühlte spürt spürte hört hörte sieht sah gesehen bemerkt bemerkte "
        "merkt merkte zeigt zeigte gezeigt bittet bat verlässt verließ hat hatte habe ist war bin "
        "wurde sei wäre hätte würde lässt ließ hält hielt trägt trug verneint lehnt lehnte "
        "erschien wirkt wirkte möge könne wolle solle müsse schafft geschafft beginnt begann "
        "begrüßt zuckt nickt nickte schüttelt schüttelte"
    ),
    "I": "ich mir mich mein meine meiner meinen meinem meines",
    "family": (
        "mutter vater eltern mama papa sohn tochter kinder kind söhne töchter bruder schwester "
        "geschwister brüder schwestern oma opa großmutter großvater großeltern tante onkel nichte "
        "neffe cousin cousine mann ehemann ehefrau gatte gattin partner partnerin freund freundin "
        "freunde freundinnen exmann exfrau ex verlobte verlobter schwiegermutter schwiegervater "
        "schwiegereltern schwager schwägerin stiefvater stiefmutter pflegemutter pflegeeltern "
        "enkel enkelin familie baby zwillinge witwe witwer nachbar nachbarin kollege kollegin "
        "chef chefin mitbewohner mitbewohnerin vermieter bekannte kumpel hund katze"
    ),
    "when": (
        "heute gestern vorgestern morgen übermorgen montag dienstag mittwoch donnerstag freitag "
        "samstag sonntag montags dienstags mittwochs donnerstags freitags samstags sonntags "
        "abends morgens mittags nachts nachmittags abend nacht mittag nachmittag vormittag "
        "wochenende woche wochen monat monate monaten jahr jahre jahren tag tage tagen stunde "
        "stunden minute minuten min std uhr seit seitdem vor nach letzte letzten letzter letztes "
        "nächste nächsten nächster nächstes wieder erneut noch schon erst dann jetzt inzwischen "
        "mittlerweile gerade eben neulich früher später bald bis danach vorher erstmals damals "
        "januar februar märz april mai juni juli august september oktober november dezember "
        "weihnachten ostern silvester pünktlich verspätet spät früh immer jedes mal zuletzt "
        "zweimal dreimal einmal"
    ),
    "everyday life": (
        "haus wohnung zimmer küche bad bett sofa tisch tür fenster treppe treppenhaus garten "
        "keller auto bus bahn zug straße fahrrad führerschein schlüssel koffer tasche handy "
        "telefon nachricht nachrichten mail brief foto fotos video fernseher computer arbeit "
        "arbeitet job büro firma schicht nachtschicht urlaub kündigung gekündigt arbeitslos "
        "krankgeschrieben rente geld schulden miete gehalt polizei gericht anwalt anzeige "
        "gefängnis schule lehrerin lehrer klasse kindergarten kita ausbildung prüfung studium uni "
        "umzug umgezogen ausgezogen gezogen zieht verlassen getrennt trennung scheidung "
        "geschieden verheiratet heirat hochzeit affäre schwanger schwangerschaft geburt "
        "fehlgeburt tod tot gestorben starb beerdigung grab friedhof essen isst gegessen kochen "
        "frühstück kaffee tee bier wein alkohol trinkt trank getrunken raucht geraucht kiffen "
        "cannabis drogen schlafen schläft schlief geschlafen aufgewacht aufgestanden duschen "
        "einkaufen supermarkt fußball verein spielt gespielt karten kirche unfall nähe allein "
        "kleid jacke ärmel haare hände hand gesicht augen stimme schulter wohnt lebt fährt fuhr "
        "gefahren besuch besucht"
    ),
    "distress": (
        "angst ängste panik panikattacke panikattacken traurig trauer trauert weint weinte "
        "geweint weinen tränen müde erschöpft wut wütend ärger ärgert geärgert sauer zornig "
        "einsam verzweifelt hoffnungslos hilflos schuldig schuld schuldgefühle schämt scham "
        "sorgen sorge streit gestritten streitet geschrien schreit schlug geschlagen schlägt "
        "bedroht gewalt albträume alpträume albtraum schlafstörungen schlaflos grübelt grübeln "
        "unruhig gereizt angespannt anspannung nervös zittert zitterte zittern herzrasen "
        "schwindel übelkeit schmerzen kopfschmerzen bauchschmerzen erbricht erbrochen ritzt "
        "geritzt selbstverletzung suizid suizidal suizidalität suizidgedanken sterben umbringen "
        "rückfall nüchtern leer taub überfordert aufgelöst belastet bedrückt niedergeschlagen "
        "gelähmt schlimm schlecht schlechter still stiller schweigen mobbing gemobbt missbraucht "
        "stimmung sterbe lebensmüde"
    ),
    "care": (
        "sitzung sitzungen stunde stunden therapie therapiestunde erstgespräch termin termine "
        "klient klientin klienten patient patientin pat kl supervision supervisor supervisorin "
        "intervision behandlung therapeut therapeutin hausarzt hausärztin psychiater psychiaterin "
        "klinik station krankenhaus aufnahme entlassung entlassen eingewiesen überweisung "
        "zuweisung überwiesen vorgestellt vorstellig medikation medikamente tablette tabletten "
        "dosis mg sertralin escitalopram mirtazapin venlafaxin quetiapin citalopram diazepam "
        "tavor hausaufgabe hausaufgaben ha protokoll tagebuch übung bespricht besprochen "
        "besprechen vereinbart vereinbaren abgesprochen ziel rückmeldung bericht diagnose "
        "verdacht anamnese befund verlauf thema affekt notfall krisendienst krisenplan "
        "notfallplan jugendamt schweigepflicht einverstanden praxis praktikum gespräch gespräche "
        "nachgefragt abgesagt absage verspätung akut akute keine bdi sg antrag verlängerung kasse "
        "abklären abgeklärt notiz doku"
    ),
    "book": (
        "kann können oft häufig meist wird werden meistens beispiel beispielsweise etwa theorie "
        "modell studie studien forschung autoren begriff konzept ansatz menschen personen "
        "patienten patientinnen therapeuten klienten kindern erwachsene sowie sowohl jedoch dabei "
        "hierbei somit daher bzw definiert bezeichnet versteht gilt gelten beschreibt umfasst "
        "beinhaltet unterscheidet unterschieden zeigt zeigen kapitel abbildung tabelle nach laut "
        "gemäß verfahren methode methoden wissenschaft psychologie psychotherapie entwicklung "
        "bedeutung rolle prozess verhalten störung störungen symptome welche welcher welches "
        "erstellen diskutieren leitlinie sollen sollte dürfen darf müssen muss man grundlage "
        "einführung teilnehmer teilnehmenden seminar raum anmeldung"
    ),
    "you": "du dir dich dein deine ihnen sie wir uns unser unsere euch",
    "little words": (
        "der die das den dem des ein eine einen einem einer eines und oder aber denn dass ob wenn "
        "als wie weil zu zum zur in im an am auf aus bei beim mit von vom für über unter um durch "
        "gegen ohne nicht kein auch nur so sehr mehr es was wer wo da hier dort etwas nichts "
        "alles niemand jemand hin her ab"
    ),
}
