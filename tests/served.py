"""Pages as outlets serve them, in our own words, to be made as a test needs them."""

import json
from typing import Any

URL = "https://www.courrier.example/economie/port-neuf"
PARAGRAPHS = (
    "Le conseil du port a voté mardi un prêt de douze millions d'euros pour reconstruire la jetée "
    "nord, que la tempête de janvier avait emportée sur une longueur de quatre-vingts mètres.",
    'Selon <a href="https://agence.example/depeche/77#haut">une dépêche</a>, les travaux doivent '
    "commencer en septembre et durer deux ans ; la pêche côtière sera déplacée vers le bassin sud.",
    "La présidente du conseil, Jeanne Morvan, a déclaré que le montant avait été revu deux fois "
    "avant le vote et que trois élus sur vingt s'étaient abstenus, sans voter contre le projet.",
)
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le port emprunte douze millions",
    "datePublished": "2025-03-04T18:05:00+01:00",
    "dateModified": "2025-03-05T07:30:00+01:00",
    "author": [{"@type": "Person", "name": "Alix Renaud"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Le Courrier du Cap"},
}


def page(markup: Any = None, head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A page with a menu, an article and a foot, and in its head the markup and what is given."""
    script = markup if isinstance(markup, str) else json.dumps(markup)
    data = f'<script type="application/ld+json">{script}</script>' if markup else ""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="fr-FR"><head><meta charset="utf-8">{data}{head}</head><body>'
        '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f"<article><h1>Un port qui emprunte</h1>{body}</article>"
        "<footer><p>Mentions légales</p></footer></body></html>"
    )
