"""Signs that a text teaches: what announces an invented case, and the manner of books."""

from __future__ import annotations

from flashcards.making.checking.guard.sign import sign

INVENTED, BOOKISH, LONG_AGO = "an invented case", "the manner of a book", "a year long past"
OWN_LIFE = "the writer's own life"

SIGNS = (
    sign(
        INVENTED,
        9,
        r"\b(?:fictional|fictitious|fictive|not a real|made[- ]up (?:case|client|note)"
        r"|fiktive[rns]?|erfundene[rns]?|ficticio|fictif"
        r"|sample (?:\w+ )?(?:note|case|letter|record|form|report|transcript)"
        r"|(?:box|exhibit|activity|exercise|worksheet) \d)",
        "fict|not a real|made|fiktiv|erfunden|sample|box |exhibit|activity|exercise|worksheet",
    ),
    sign(
        INVENTED,
        3,
        r"\b(?:pseudonym|hypothetical|details have been changed|composite case"
        r"|(?:an |the following |worked )examples? (?:of|shows?)|here is an example|example:"
        r"|e\.g\. a note|vignettes?|(?<!my )case (?:stud(?:y|ies)|examples?|illustrations?"
        r"|scenarios?"
        r"|reports?)|consider (?:the case|a client|this)|imagine (?:that|a)|suppose (?:that|a)"
        r"|role-play|the following (?:exchange|case|note|dialogue|transcript|excerpt|example"
        r"|conversation|letter)|which (?:finding|of the following|action|response|diagnosis)"
        r"|template|fallbeispiel|fallvignette|ejemplo|caso cl[ií]nico"
        r"|cas clinique|exemple|esempio|learning (?:outcomes|objectives)"
        r"|discuss (?:in pairs|with reference)|read the (?:vignette|case|extract|passage)"
        r"|answer the (?:following )?questions|role card|what maintains|formulate (?:his|her|their)"
        r"|how would you (?:formulate|explain|assess|plan|use)|code each|case for discussion"
        r"|caso para discutir|erstellen sie|qué diagnóstico|quelles étapes|notice (?:how|that)"
        r"|note how|in the (?:soap|dap|birp|girp) format"
        r"|(?<!he )(?:is|are) (?:said to be|called|often written|written when))\b|\(\d+ marks\)",
        "pseudonym|hypothet|details|composite|example|e.g. a|vignette|case |consider|imagine"
        "|suppose|role-play|following|which |marks|template|fallb|fallv|ejemplo|caso|cas cl"
        "|exemple|esempio|learning|read the|answer|role|maintains|formulate|would you|code"
        "|erstellen|diagn|étapes|discuss|notice|note how|in the |said to|called|written",
    ),
    sign(
        INVENTED,
        2,
        r"\b[^\W\d_]+, (?:an? \d{1,2}-year-old|aged (?:\d{1,2}|\w+),)",
        "-year-old|aged",
    ),
    sign(
        OWN_LIFE,
        1.2,
        r"(?<![\"“„«‘'] )\b(?:my|our) (?:own |late |little |older |younger )?(?:mother|father|mum"
        r"|mom"
        r"|dad|parents|sister|brother|husband|wife|son|daughter|aunt|uncle|grand\w+|family"
        r"|boyfriend"
        r"|girlfriend|friend)\b|\bmeine? (?:mann|frau|mutter|vater|schwester|bruder|tochter|sohn)\b"
        r"|\bm(?:a|on) (?:mère|père|frère|sœur|mari|femme|fils|fille|tante|oncle)\b"
        r"|\bmi (?:madre|padre|hermano|hermana|marido|mujer|hijo|hija|abuela|abuelo)\b"
        r"|\bm(?:ia|io) (?:madre|padre|fratello|sorella|marito|moglie|figlio|figlia|nonna)\b",
        "my |our |mein |meine |ma |mon |mi |mia |mio ",
    ),
    sign(
        BOOKISH,
        1,
        r"\bspokes(?:man|woman|person)\b|\bchief executive\b|\bsindicato\b|\bdeclaró\b|\blamentó\b"
        r"|\bportavoz\b|\bporte-parole\b|\bpolizeisprecher\w*|\bcharity\b|\bthe (?:council|trust) "
        r"said\b",
        "spokes|chief|sindicato|declaró|lamentó|portavoz|porte-parole|polizeisp|charity|the council"
        "|the trust",
    ),
    sign(
        LONG_AGO,
        2,
        r"(?<![\d:/.-])(?:1[5-8]\d{2}|19[0-7]\d)(?![\d/:-])(?! ?(?:mg|ml|kcal))",
        "15|16|17|18|19",
        numbered=True,
    ),
    sign(
        BOOKISH,
        1,
        r"\((?:[^()\n]{0,80}?,? )?(?:1[89]|20)\d{2}[a-z]?(?:, p+\. ?\d+)?\)|\bet al\b|\bdoi\b"
        r"|\b(?:figure|table|chapter|fig\.|section|module|abb\.|tabelle|kapitel) \d|\bisbn\b"
        r"|\bthe (?:clinician|nurse|counsell?or|trainee|practitioner|reader|supervisor"
        r"|researchers|authors)\b|\b(?:clients|patients|patientinnen|pacientes|people) "
        r"(?:often|may|can|who|report|with|tend|should|might)\b"
        r"|\b(?:therapists|clinicians|nurses|counsell?ors|practitioners) "
        r"(?:often|may|can|should|who|must|are)\b"
        r"|\blaborator(?:y|ies)\b|\bexperiment(?:s|ers?)?\b|\b(?:their|this) study\b"
        r"|\bthe literature"
        r"\b|\bpublished\b|\bcritics\b|[,!?][\"”’] said [a-z]",
    ),
)
