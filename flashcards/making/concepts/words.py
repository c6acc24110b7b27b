"""The closed-class words of English and the few open-class words that the rules know."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:[’'-][A-Za-zÀ-ÿ0-9]+)*")


def listed(words: str) -> frozenset[str]:
    """Return the words that stand in ``words``, parted by white space."""
    return frozenset(words.split())


DETERMINERS = listed(
    """
    a an the this that these those my your his her its our their each every some any no
    """
)
PRONOUNS = listed(
    """
    i you he she it we they me him us them this that these those here there such one someone
    something anyone anything everyone everything nobody nothing who what which whoever
    another others other both many few several most all either neither none much more less
    """
)
PREPOSITIONS = listed(
    """
    of in on at to for from by with about as into onto over under between among within without
    through during before after against toward towards upon across along around despite per
    like unlike than via beyond behind beside besides
    """
)
CONJUNCTIONS = listed(
    """
    and or nor but if then so because although though while whereas when whenever where
    wherever since unless until once whether how why that
    """
)
AUXILIARIES = listed(
    """
    is are was were be been being am do does did has have had having can could may might must
    shall should will would cannot isn't aren't doesn't don't
    """
)
ADVERBS = listed(
    """
    also often usually generally typically commonly sometimes frequently always never not only
    then therefore thus hence however moreover furthermore additionally similarly likewise
    finally first firstly second secondly third next instead meanwhile consequently overall
    still even just very more most less least too both further later now today again together
    already soon rather quite almost well
    """
)
STOP = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS
"""Words that carry no content."""

_VERBS = sorted(
    listed(
        """
    accept accommodate account achieve acknowledge acquire act activate adapt add address
    adjust affect aim allow alter appear apply argue arise ask assert assess assist associate
    assume attempt avoid become begin believe belong block bring build call carry cause
    challenge change check claim collaborate combine come communicate compare comprise concern
    conclude conduct connect consist constitute construct contain continue contribute cope
    correspond create deal decide decline decrease define deliver demonstrate deny depend
    derive describe determine develop differ diminish direct discover discuss distinguish draw
    emerge emphasize emphasise employ empower enable encompass encourage engage enhance ensure
    enter entail establish evaluate evoke examine exceed exist expand expect experience
    explain explore express extend facilitate fail feel fill find focus follow foster function
    gain generate get give go govern grow guide happen help hold identify ignore illustrate
    imply improve include incorporate increase indicate influence inform inhibit integrate
    interact interfere intervene introduce invite involve keep know lack last lead learn let
    lie limit link listen live look lose lower maintain make manage mark mean measure mirror
    modify motivate move need notice observe obtain occur offer open operate originate
    overcome participate pay perceive perform permit posit place play point predict prefer
    prepare present preserve prevent proceed process produce promote propose protect prove
    provide pursue put raise range reach react realize receive recognize recognise recommend
    record recover reduce refer reflect regulate reinforce relate release rely remain remember
    remind remove repeat replace report represent require resist resolve respect respond rest
    result return reveal say see seek seem select send serve set shape share shift show speak
    specify stand start state stem stimulate stop strengthen strive struggle study suffer
    suggest summarize support suppose take talk teach tell tend think threaten train transform
    transmit treat trigger try turn undergo undermine understand use validate value vary view
    want weaken work write yield
    """
    )
)
_IRREGULAR = {"go": "goes", "have": "has", "do": "does"}


def third_person(verb: str) -> str:
    """Return the form of ``verb`` that goes with he, she or it."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


BASE_VERBS = frozenset(_VERBS)
SINGULAR_VERBS = {third_person(verb): verb for verb in _VERBS}
_AS_NOUNS = listed(
    """
    aims changes causes claims concerns experiences functions influences needs processes
    reports results shapes shares shifts shows starts states stems studies supports talks
    treats values views works places plays points ranges marks limits links measures acts
    attempts benefits challenges focus respect support value work process need cause change
    function experience influence study state report result share shift show start stop talk
    treat view place play point range record release rest return train turn use address
    account aim act approach contact access present last open live like lower look lie mean
    set mirror lead mark measure check claim concern conduct limit link move increase decrease
    decline challenge guide help hold draw express feel find
    """
)

GENERIC = listed(
    """
    people person example way thing time year day part number case study research result point
    kind type form group individual world life man woman child children problem question
    answer idea use work place fact area reason cause effect change level information term
    concept article section chapter figure table page author text reader student researcher
    finding evidence step stage theory therapist client clients patient patients therapists
    psychologist psychologists researchers participants individuals nurse nurses studies goal
    aim topic issue factor aspect feature role purpose approach model treatment difference
    others everyone examples results people's symptoms list order course response care need
    needs men women scientists experts human humans parents family families data body brain
    mind realm
    """
)

SAYING = listed(
    """
    process ability state condition practice act theory belief tendency study drug medication
    group class set form type kind pattern system disorder disease response method technique
    approach feeling person people individual someone period event use measure degree rate
    amount number substance hormone cell tissue structure model therapy program change stage phase
    """
)
"""Nouns that a definition is built on: “the process of …”."""
LIST_NOUNS = listed(
    """
    element component type kind form stage phase step part principle characteristic feature
    factor symptom sign cause benefit effect goal aim objective skill technique method
    strategy tool approach quality condition domain dimension level category class area aspect
    function role source reason barrier challenge risk problem response model value ingredient
    pillar task trait attitude emotion need style rule criterion criteria stressor
    intervention treatment disorder theme activity practice way right duty resource limitation
    advantage disadvantage strength theory therapy consequence outcome marker concept question
    behavior behaviour attribute competency distortion bias defense defence mechanism process
    theorist school measure test hormone neurotransmitter drug medication agent group property
    requirement determinant influence
    """
)


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, in lower case."""
    return [word.lower() for word in WORD.findall(text.replace("’", "'"))]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return ``word`` without the endings that number and person give it."""
    plain = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            return plain[: -len(ending)] + instead
    if plain.endswith("s") and not plain.endswith(("ss", "us", "is")) and len(plain) > 3:
        return plain[:-1]
    return plain


def content(text: str) -> list[str]:
    """Return the stems of the words of ``text`` that carry content."""
    return [stem(word) for word in words_of(text) if word not in STOP]


def is_finite(word: str, before: str = "") -> bool:
    """Tell whether ``word``, after the word ``before``, is most likely a finite verb."""
    low = word.lower()
    if low in AUXILIARIES:
        return low not in ("be", "been", "being", "having")
    if before.lower() in DETERMINERS | PREPOSITIONS:
        return False
    if low in SINGULAR_VERBS:
        return low not in _AS_NOUNS or _plural_free(before)
    return low in BASE_VERBS and low not in _AS_NOUNS and before.lower().endswith("s")


def _plural_free(before: str) -> bool:
    """Tell whether a noun before an ambiguous form like “needs” lets it be a verb."""
    return False if not before else before.lower() in PRONOUNS
