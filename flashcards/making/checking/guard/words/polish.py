"""Polish words by kind: few, enough for short notes."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": "ona on jej jego jemu ją go nim nią pani pan państwo",
    "said and did": (
        "mówi mówiła mówił powiedziała powiedział pyta pytała opowiada opowiadała zgłasza "
        "zgłosiła przyszła przyszedł płacze płakała śpi boi chce chciała jest "
        "była był ma miała miał czuje czuła dzwoni dzwoniła"
    ),
    "I": "ja mnie mi mój moja moje mną",
    "family": (
        "mąż męża żona żony matka matki mama ojciec ojca ojcem córka córki córce syn syna synem "
        "brat siostra siostrą dzieci dziecko babcia dziadek rodzice partner chłopak dziewczyna "
        "teściowa szef"
    ),
    "when": (
        "dziś dzisiaj wczoraj jutro poniedziałek wtorek środa czwartek piątek sobota niedziela "
        "tydzień tygodnie tygodni miesiąc miesiące miesięcy rok lat lata od znowu znów następna "
        "godzina noc"
    ),
    "everyday life": (
        "dom mieszkanie praca pracy pracę szkoła policja sąd rozwód pogrzeb śmierć zmarł zmarła "
        "alkohol pije piła telefon samochód pieniądze sen ciąża ślub"
    ),
    "distress": (
        "lęk lęki lękowe płacze płacz smutek złość wstyd wina bezsenność panika samobójcze myśli "
        "koszmary samotna samotny napięcie kłótnia"
    ),
    "care": (
        "sesja sesji wizyta wizyty pacjent pacjentka klient klientka superwizja terapia leki "
        "tabletki mg sertralina skierowanie lekarz szpital zadanie plan ryzyko"
    ),
    "book": (
        "może mogą często zwykle przykład teoria model badania badanie autorzy "
        "pojęcie osoby terapeuci pacjenci oraz jednak dlatego według oznacza rozdział"
    ),
    "you": "ty ciebie tobie twój wy my nas nasz",
    "little words": "i w na z do że się nie to o za po przez dla jak ale czy już tylko co u",
}
