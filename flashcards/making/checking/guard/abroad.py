"""Signs of a therapist's telling in German, French, Spanish, Italian, Portuguese and Dutch."""

from __future__ import annotations

import re

from flashcards.making.checking.guard.sign import chunks, in_small_letters, sign
from flashcards.making.checking.guard.spelling import UPPER, WORD

_FOREIGN = re.compile(
    r"[äöüßàâèéêìíïòóñõúùœ¿¡]|\b(?:der|und|ich|nicht|sie|hat|les|des|une|est|elle|que|los|las|del"
    r"|una|por|che|non|il|ha|het|een|ze|ik|niet|ela|ele|com|uma)\b"
)
_TOLD = "what was told to the writer"
_ASKED = "what the writer asked or told somebody"
_MEETING = "how one meeting went"
_OWN = "a client of the writer's own"
_TO_DO = "what is to be done for somebody"
_DYING = "what was asked of dying"
_COLLEAGUE = "word to a colleague about somebody"
_NO_SUBJECT = "a sentence without its subject, as in notes"
_SAW = rf"(?: wieder| de nouveau)? (?:[{UPPER}]\.|{WORD})"

SIGNS = (
    sign(
        _TOLD,
        1.2,
        r"\b(?:(?:erzählt|erzählte|sagt|sagte|berichtet|berichtete|zeigt|zeigte|bringt|brachte) mir"
        r"|hat mir \w+ ?|mir (?:erzählt|gesagt|gezeigt|berichtet|mitgebracht)"
        r"|m['’]a (?:raconté|dit|demandé|parlé|montré|confié|répondu|écrit|appelée?|serré|expliqué"
        r"|téléphoné)|me (?:raconte|demande|montre|confie|parle|dit|répond)\b"
        r"|me (?:contó|cuenta|dijo|dice|pidió|pide|trajo|trae|llamó|mostró|enseñó|explicó|confesó)"
        r"|mi (?:ha (?:raccontato|detto|chiesto|portato|mostrato|confidato)|racconta|dice|chiede)"
        r"|me (?:contou|disse|pediu|trouxe|mostrou)|(?:contou|disse|pediu)-me"
        r"|(?:vertelde|vertelt|zei|vroeg) (?:me|mij))\b",
        "mir |m'a|m’a|me |mi |-me",
    ),
    sign(
        "what somebody said in the hour",
        0.8,
        r"\b(?:(?:sie|er) (?:erzählte|erzählt|berichtet|berichtete|sagt|schildert)(?: mir)?,? "
        r"|(?:erzählte|erzählt|berichtet|berichtete) (?:sie|er|von|vom)\b"
        r"|(?:elle|il) (?:raconte|dit|rapporte|évoque|parle|explique) (?:que|qu['’]|de|ne)"
        r"|(?:cuenta|contó|comenta|dice|refiere|relata) (?:que|sentir|tener)\b"
        r"|(?:racconta|riferisce|dice|dice di|ha raccontato) (?:che|di)\b"
        r"|(?:conta|contou|refere|relata|diz|disse) que\b"
        r"|(?:vertelt|vertelde|zegt|zei|meldt) (?:dat|van|over)\b)",
        "erz|berichtet|sagt|schildert|elle |il |cuenta|contó|comenta|dice|refiere|relata|racconta"
        "|riferisce|raccontato|conta|contou|refere|diz|disse|vertel|zegt|zei|meldt",
    ),
    sign(
        _ASKED,
        1.0,
        r"\b(?:ich (?:habe|hatte) (?:sie|ihn|ihr|ihm|frau|herrn) |ich (?:fragte|frage|bat|sagte"
        r"|versprach|spüre|spürte|merke|merkte|fühle mich|fühlte mich|ärgere mich|spreche)\b"
        r"|je lui ai \w+|j['’]ai (?:senti|eu l['’]impression|proposé|demandé|rappelé|annoncé|noté)"
        r"|j['’]étais (?:mal|gênée?|touchée?|en colère)|je me (?:sens|suis sentie?|demande)"
        r"|(?:le|les) (?:pregunté|propuse|propongo|dije|di el|recordé|pregunto|pedí)"
        r"|(?:me sentí|me siento|sentí que|noté que|yo también)"
        r"|(?:le|gli) ho (?:chiesto|detto|proposto|dato|ricordato)|mi sono sentit[oa]|ho sentito"
        r"|ik (?:vroeg|zei|merkte|voelde|gaf|belde|vraag|merk|stel|stelde)\b"
        r"|(?:perguntei|disse-lhe|propus|fiquei (?:preocupad|com|triste)|senti(?:-me)?"
        r"|perguntei-lhe"
        r"))",
        "ich |je |j'|j’|le |les |me s|sentí|noté|yo |ho |sono|ik |pergunt|lhe|propus|fiquei|senti",
    ),
    sign(
        _OWN,
        2,
        r"\b(?:mein(?:e|er|en|em)? (?:neue[rn]? |erste[rn]? )?(?:patient(?:in|en)?|klient(?:in"
        r"|en)?)"
        r"|m(?:a|on) (?:premi[eè]re? )?(?:patiente?|cliente?)|mi (?:primer[ao]? )?(?:paciente"
        r"|cliente)"
        r"|(?:la mia|il mio) (?:paziente|cliente)|(?:a minha|o meu|minha|meu) (?:paciente|utente)"
        r"|mijn (?:pati[eë]nte?|cli[eë]nte?))\b(?!s)",
        "mein|ma |mon |mi |mia |mio |minha|meu |mijn",
    ),
    sign(
        _MEETING,
        1.5,
        r"\b(?:beim nächsten mal|(?:das )?nächste mal|ich bin bei (?:ihr|ihm)|kamen mir"
        r"|la prossima volta|da próxima vez|letzte(?:n|s)? (?:stunde|sitzung|mal|woche)\b|(?:ganze"
        r"|halbe) stunde\b|(?:kam"
        r"|kommt) "
        r"(?:\w+ ){0,3}(?:zu spät|pünktlich|verspätet)|(?:war|kam) (?:\w+ ){1,3}wieder (?:da|zu)"
        r"|nicht erschienen|gegen ende\b|(?:wir|haben wir|wir haben) (?:besprochen|vereinbart"
        r"|gespielt)"
        r"|(?:haben|hat) (?:\w+ ){0,4}(?:besprochen|vereinbart)"
        r"|la (?:dernière|prochaine) (?:fois|séance)|(?:arrivée?|venue?) (?:en retard|en avance"
        r"|accompagnée?)|arrive en retard|à chaque séance|(?:j['’]ai|nous avons) (?:revu|reçu|vu)\b"
        r"|(?:on|nous) (?:convient|convenons|se revoit|avons convenu|a convenu)"
        r"|la (?:última|próxima|pasada) (?:sesión|vez|semana)|(?:llega|llegó"
        r"|viene) (?:\w+ )?(?:tarde"
        r"|tranquil|puntual|sin dormir|llorando)|volvió a venir|quedamos en|(?:vuelve"
        r"|vino) a (?:la "
        r")?(?:consulta|sesión)"
        r"|(?:ho (?:rivisto|visto|incontrato)|ci (?:rivediamo|vediamo|siamo (?:visti|lasciati))"
        r"|(?:arriva|è arrivat[oa]) (?:in (?:ritardo|anticipo)|puntuale)|l['’]ultima (?:volta"
        r"|seduta))"
        r"|(?:zag ik|kwam (?:\w+ )?te laat|volgende (?:week|keer|sessie)|vorige (?:keer|sessie"
        r"|week))"
        r"|(?:atendi|(?:última|próxima) sess[aã]o|combin[aá]mos|chegou (?:atrasad|tarde))\b)",
        "letzte|nächste|ich bin|kamen|prossima|stunde|spät|pünkt|wieder|erschien|ende|besproch"
        "|vereinb|gespielt|fois|séance|retard"
        "|avance|accomp|revu|reçu|vu|convient|conven|revoit|sesión|vez|semana|tarde|viene|venir"
        "|quedamos|consulta|rivisto|visto|incontr|ci |ritardo|anticipo|puntual|ultim|zag|laat|week"
        "|keer|sessie|atendi|sess|combin|chegou",
    ),
    sign(
        _TO_DO,
        1.4,
        r"\b(?:(?:für die|in der|in die|zur) supervision\b|(?:en|para|a|à la) supervisi[oó]n\b"
        r"|para supervisar|à reprendre\b|in supervisione\b|in de supervisie\b|na supervisão\b"
        r"|(?:ma|mon) supervis\w+|mi supervisor\w*|mein\w* supervisor\w*|mijn supervisor"
        r"|(?:revoir|à revoir|revoyons) (?:dans|le|jeudi|lundi|mardi|mercredi|vendredi)"
        r"|(?:nächste|kommende) (?:woche|stunde|sitzung)|(?:viendra|venez) avec|llamar al? m[eé]dic"
        r"|(?:ri)?chiamare (?:il|la)|wieder am|rdv (?:le|dans)|(?:próxima|siguiente) (?:cita"
        r"|sesión)"
        r"|revisión en|(?:prossim[oa]) (?:seduta|incontro|appuntamento)|controle (?:over|op))\b",
        "supervis|reprendre|revoir|revoy|nächste|kommende|avec|llamar|chiamare|wieder|rdv|cita"
        "|sesión|revisión|prossim|controle",
    ),
    sign(
        _DYING,
        1.5,
        r"\b(?:(?:nach|keine|von) (?:akuten? )?suizid\w*|nicht mehr (?:aufzuwachen|aufwachen|leben)"
        r"|keine sg\b|(?:pensait|pense|penser) à mourir|(?:pas d['’]|des )?idées? (?:noires?"
        r"|suicidaires?|de mort)|s['’]est (?:coupée?|scarifiée?)|ideas? de muerte|hacerse daño"
        r"|(?:pensado|pensaba|piensa) en (?:morir|matar|hacer)|ideación|autolesi\w+"
        r"|farla finita|(?:pensato|pensa|pensava) (?:di|a) (?:morir|uccid|farla|ammazz)"
        r"|(?:aan de dood|aan zelfmoord|suïcid\w+)|(?:pensava|pensou|pensa) em morrer"
        r"|ideias? de morte)\b",
        "suizid|aufwach|aufzuw|leben|keine sg|mourir|idée|coup|scarif|muerte|daño|pensa|ideación"
        "|autoles|finita|dood|zelfm|suïc|morte|piensa|morir|uccid|ammazz",
    ),
    sign(
        _COLLEAGUE,
        2,
        r"\b(?:(?:sehr geehrter?|liebe[r]?) (?:herr |frau )?(?:kolleg\w+|dr)"
        r"|vielen dank f[üu]r die "
        r"(?:zuweisung|[üu]berweisung|vorstellung)|(?:stellte|stellt) sich (?:erstmals|vor|bei|am)"
        r"|ch[eè]re? (?:confr[eè]re|cons(?:œ|oe)ur|coll[eè]gue)|merci de (?:recevoir|voir|bien)"
        r"|que je suis (?:depuis|pour)|je (?:vous adresse|souhaite votre avis)|informe de alta"
        r"|compa[ñn]er[oa]s? le env|estimad[oa] (?:compañer|colega|doctor)|se (?:realizaron"
        r"|realizan)"
        r" \w+ sesiones|acud(?:ió|e) por|gentile (?:collega|dottor)|lettera di dimissione"
        r"|geachte (?:collega|dokter)|caro colega|(?:car[oa]) (?:collega|dott))",
        "kolleg|geehrt|lieb|dank|stellt|conf|cons|coll|merci|je suis|je vous|je souhaite|alta"
        "|estimad"
        "|realiz|acud|gentile|lettera|geachte|caro|cara|compa",
    ),
    sign(
        "the heading of session notes without a date",
        1.2,
        r"^[ \t#*>-]*(?:std|stunde|sitzung|rdv|séance|entretien|seduta|incontro|sesi[oó]n|sessie"
        r"|sess[aã]o|gesprek|sess|wk|consulta|cita|primera|erste)\.? ?(?:n[º°o]\.?|nr\.?"
        r"|#)? ?\d{1,3}"
        r"[ \t]*(?:[.:,–-])",
        "std|stunde|sitzung|rdv|séance|entretien|seduta|incontro|sesi|sess|gesprek|wk|consulta"
        "|cita",
        numbered=True,
    ),
    sign(
        _NO_SUBJECT,
        1.7,
        r"(?:^|[.;:!?)] )(?:- ?)?(?:Kommt|Kam|Schläft|Trinkt|Weint|Weinte|Lebt|Fühlt sich"
        r"|Freut sich"
        r"|Hat (?:wieder|nicht|sich|seit)|Möchte|Isst|Wirkt|Wohnt|Streit mit|Stimmung"
        r"|Dort (?:mal|peu|bien|\d)|Mange (?:peu|mal)|Pleure|Vit (?:avec|seule?|chez)|A (?:repris"
        r"|arrêté|perdu|pleuré|revu|fait|dormi)|N['’]a (?:pas|plus)|Ne (?:dort|mange|veut|prend)"
        r"|Retard|Insomnies?|Dispute avec|Se sent"
        r"|Llega|Duerme|Come (?:poco|mal|bien)|Sigue con|Trajo|Trae|Llora|Vive (?:con|sol)|Viene"
        r"|Trabaja|Se siente|Discusión con|Ánimo|Niega"
        r"|Arriva|Dorme|Mangia|Piange|Dice (?:che|di|que)|Litigio|Ha (?:preso|dormito|perso|smesso)"
        r"|Riferisce|Umore"
        r"|Slaapt|Eet|Huilt|Komt|Woont|Voelt zich|Ruzie met|Stemming|Wil (?:niet|graag|geen)"
        r"|Chora|Chorou|Vem|Não (?:dorme|come|quer)|Sente-se)\b",
        cased=True,
    ),
    sign(
        "whom the writer saw",
        2,
        rf"\b(?:[Hh]eute (?:war|kam)|J['’]ai (?:revu|reçu|vu)|[Oo]ggi ho (?:rivisto|visto)"
        rf"|[Vv]andaag zag ik|[Hh]oje atendi(?: novamente)?(?: [oa])?|[Hh]oy (?:vi a|atendí a"
        rf"|(?:volvió a venir|ha venido|vino|viene)))(?: (?:Frau|Herr|Mme|M\.|Mevr\.?))?{_SAW}",
        "heute|j'ai|j’ai|oggi|vandaag|hoje|hoy",
        cased=True,
    ),
)


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where ``text`` may be in another language than English: only there is it searched."""
    small = in_small_letters(text)
    return [(a, b) for a, b in chunks(text, [(0, len(text))]) if _FOREIGN.search(small, a, b)]
