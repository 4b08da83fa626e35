"""Words from which the customers of a scale database are made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """What names, addresses and numbers of one country are made of.

    :param places: city and postcode, one entry for each share of the customers
    :param prefixes: first three of the nine national digits of a phone
    """

    code: str
    lang: str
    dial: str
    mail: str
    prefixes: str
    trades: str
    forms: str
    given: str
    surnames: str
    streets: str
    places: str
    freemail: str = "gmail.com orange.fr outlook.com"

    def row(self) -> dict:
        """Values for the table ``scale.country``, word lists split."""
        lists = ("prefixes", "trades", "forms", "given", "surnames", "freemail")
        values = {name: getattr(self, name).split() for name in lists}
        values["streets"] = split(self.streets)
        return values | {
            name: getattr(self, name) for name in ("code", "lang", "dial", "mail")
        }


def split(text: str) -> list[str]:
    """Items between commas."""
    return [item.strip() for item in text.split(",")]


SYLLABLES = (
    "so va te li no mi ra do ca be lu tri pro me sa vi lo na ter max fi del ga ro "
    "pi ta nor bi co al"
)

FRANCE = Country(
    code="FR",
    lang="fr_FR",
    dial="33",
    mail="fr",
    prefixes="142 147 155 169 235 240 251 320 326 388 389 "
    "442 467 472 478 491 493 534 556 561 612 623 664 675 681 768",
    trades="Ambulances Architecture Assurances Ateliers Bijouterie Blanchisserie "
    "Boucherie Boulangerie Brasserie Briqueterie Cabinet Carrelage Carrosserie Caves "
    "Charpente Chaudronnerie Chauffage Cliniques Conseil Cordonnerie Couverture "
    "Cycles Décolletage Distribution Ébénisterie Éditions Électricité Emballages "
    "Étanchéité Façades Ferronnerie Fleurs Fonderie Formation Fromagerie Garage "
    "Horlogerie Hôtel Imprimerie Informatique Jardinerie Laboratoire Librairie "
    "Maçonnerie Mécanique Menuiserie Métallerie Meubles Miroiterie Optique Peinture "
    "Pépinières Pharmacie Plâtrerie Plomberie Pressing Quincaillerie Restaurant "
    "Scierie Serrurerie Tapisserie Terrassement Textiles Traiteur Transports "
    "Verrerie Vins Vitrerie",
    forms="SARL SAS SASU EURL SA SCI SNC SCOP",
    given="Adèle Agnès Alain Amélie André Anne Antoine Aurélie Baptiste Béatrice "
    "Benoît Bernard Brigitte Camille Catherine Cécile Céline Chloé Christophe Claire "
    "Clément Damien Daniel David Denis Didier Dominique Élise Élodie Émilie Éric "
    "Étienne Fabien Florence François Frédéric Gaëlle Gérard Guillaume Hélène Hervé "
    "Hugo Inès Isabelle Jacques Jean Jérôme Joël Julie Julien Karine Laurent Léa "
    "Loïc Louis Lucie Manon Marc Marie Mathieu Maxime Mélanie Michel Monique Nadia "
    "Nathalie Nicolas Noémie Olivier Pascal Patrick Paul Philippe Pierre Raphaël "
    "Raymond Rémi René Sandrine Sébastien Sophie Stéphane Sylvie Thérèse Thomas "
    "Valérie Véronique Vincent Virginie Xavier Yann Yves Zoé",
    surnames="Adam André Antoine Arnaud Aubert Barbier Baron Bernard Berger Bertrand "
    "Besson Blanc Blanchard Bonnet Boucher Bourgeois Boyer Brun Brunet Caron "
    "Carpentier Charles Chevalier Clément Colin Collet Cousin Da-Silva David "
    "Delaunay Denis Deschamps Dubois Dufour Dumas Dumont Dupont Dupuis Durand Duval "
    "Fabre Faure Fernandez Fleury Fontaine Fournier François Gaillard Garcia Garnier "
    "Gautier Gérard Germain Girard Giraud Gonzalez Guérin Guillaume Guillot Henry "
    "Huet Jacquet Jean Joly Lacroix Lambert Laurent Le-Gall Le-Roux Leblanc Leclerc "
    "Lecomte Lefebvre Lefèvre Legrand Lemaire Lemoine Leroux Leroy Louis Lopez Lucas "
    "Maillard Marchand Marie Martin Martinez Masson Mathieu Mercier Meunier Meyer "
    "Michel Moreau Morel Morin Moulin Müller Nguyen Nicolas Noël Olivier Paris "
    "Perrin Petit Philippe Picard Pichon Pierre Poirier Renard Renault Rey Richard "
    "Rivière Robert Robin Roche Rodriguez Roger Rolland Rousseau Roussel Roux Roy "
    "Sanchez Schmitt Simon Thomas Vasseur Vidal Vincent",
    streets="rue de la République, rue Victor-Hugo, avenue Jean-Jaurès, "
    "rue Pasteur, boulevard Gambetta, rue du Général-de-Gaulle, place de l'Église, "
    "rue des Écoles, chemin du Moulin, rue de la Gare, allée des Tilleuls, "
    "impasse des Lilas, route de Paris, quai de la Loire, rue Émile-Zola, "
    "rue Saint-Antoine, ZA des Prés, rue du Faubourg-Saint-Denis, cours Lafayette, "
    "rue Jules-Ferry, avenue de la Libération, rue Voltaire, rue du 8-Mai-1945",
    places="Paris 75001, Paris 75003, Paris 75008, Paris 75010, Paris 75011, "
    "Paris 75015, Paris 75018, Paris 75020, Marseille 13001, Marseille 13006, "
    "Marseille 13012, Lyon 69001, Lyon 69003, Lyon 69007, Toulouse 31000, "
    "Toulouse 31200, Nice 06000, Nice 06200, Nantes 44000, Montpellier 34000, "
    "Strasbourg 67000, Strasbourg 67200, Bordeaux 33000, Bordeaux 33300, Lille 59000, "
    "Lille 59800, Rennes 35000, Reims 51100, Toulon 83000, Saint-Étienne 42000, "
    "Le Havre 76600, Grenoble 38000, Dijon 21000, Angers 49000, Villeurbanne 69100, "
    "Nîmes 30000, Aix-en-Provence 13100, Clermont-Ferrand 63000, Le Mans 72000, "
    "Brest 29200, Tours 37000, Amiens 80000, Limoges 87000, Annecy 74000, "
    "Boulogne-Billancourt 92100, Perpignan 66000, Metz 57000, Besançon 25000, "
    "Orléans 45000, Rouen 76000, Mulhouse 68100, Caen 14000, Saint-Denis 93200, "
    "Nancy 54000, Argenteuil 95100, Roubaix 59100, Tourcoing 59200, Montreuil 93100, "
    "Avignon 84000, Nanterre 92000, Poitiers 86000, Créteil 94000, Versailles 78000, "
    "Pau 64000, Courbevoie 92400, Vitry-sur-Seine 94400, Asnières-sur-Seine 92600, "
    "Colombes 92700, La Rochelle 17000, Aulnay-sous-Bois 93600, Antibes 06600, "
    "Rueil-Malmaison 92500, Saint-Maur-des-Fossés 94100, Calais 62100, Cannes 06400, "
    "Béziers 34500, Bourges 18000, Saint-Nazaire 44600, Valence 26000, Quimper 29000, "
    "Colmar 68000, Ajaccio 20000, Troyes 10000, Chambéry 73000, Niort 79000, "
    "Lorient 56100, Laval 53000, Vannes 56000",
)

BELGIUM = Country(
    code="BE",
    lang="fr_FR",
    dial="32",
    mail="be",
    prefixes="470 472 475 476 477 478 479 485 486 494 495 496 497 498",
    trades="Bakkerij Bouwwerken Brouwerij Carrosserie Dakwerken Drukkerij Garage "
    "Imprimerie Kantoor Loodgieterij Menuiserie Schrijnwerkerij Toiture Transport",
    forms="SRL BV NV SA ASBL",
    given="An Bart Benoît Charlotte Dirk Els Emma Geert Griet Jan Jean Koen Luc Marc "
    "Marie Noor Peter Sofie Tom Véronique Wim",
    surnames="Claes Claeys De-Smet Declercq Dubois Dupont Goossens Hermans Jacobs "
    "Janssens Lambert Maes Martens Martin Mertens Michiels Pauwels Peeters Simon "
    "Vermeulen Wauters Willems Wouters",
    streets="Kerkstraat, Stationsstraat, Nieuwstraat, rue de l'Église, Chaussée "
    "de Waterloo, Grand-Place, Molenweg, avenue Louise, Koning Albertlaan",
    places="Bruxelles 1000, Ixelles 1050, Antwerpen 2000, Gent 9000, Liège 4000, "
    "Namur 5000",
    freemail="gmail.com telenet.be skynet.be",
)

NETHERLANDS = Country(
    code="NL",
    lang="nl_NL",
    dial="31",
    mail="nl",
    prefixes="201 202 206 611 612 613 621 622 641 642 651 653",
    trades="Aannemer Administratie Bakkerij Bloemen Bouwbedrijf Drukkerij Garage "
    "Installatie Kaashandel Schildersbedrijf Slagerij Techniek Transport",
    forms="B.V. V.O.F. N.V. Holding",
    given="Anna Bas Daan Eva Femke Hans Joost Kees Lotte Maarten Pieter Sanne Willem",
    surnames="Bakker Bos Brouwer Dekker Dijkstra Hendriks Jansen Kok Meijer Mulder "
    "Peters Smit Visser Vos de-Boer de-Graaf de-Vries van-Dijk van-den-Berg",
    streets="Dorpsstraat, Hoofdstraat, Kerklaan, Industrieweg, Keizersgracht, "
    "Julianastraat, Wilhelminaplein",
    places="Amsterdam 1012 AB, Rotterdam 3011 AD, Utrecht 3511 LN, Eindhoven 5611 BG",
    freemail="gmail.com ziggo.nl kpnmail.nl",
)

UKRAINE = Country(
    code="UA",
    lang="uk_UA",
    dial="380",
    mail="ua",
    prefixes="442 445 501 503 632 671 672 673 677 931 951 991",
    trades="Агротех Будсервіс Вікна Електромонтаж Меблі Металобаза Пекарня Поліграф "
    "Текстиль Транссервіс",
    forms="ТОВ ПП АТ ФОП",
    given="Андрій Богдан Ганна Дмитро Ірина Катерина Марія Наталія Олег Оксана Тарас",
    surnames="Бондаренко Бойко Коваленко Кравченко Лисенко Мельник Поліщук Савченко "
    "Ткаченко Шевченко Шевчук",
    streets="вул. Хрещатик, вул. Лесі Українки, просп. Свободи, вул. Івана Франка",
    places="Київ 01001, Львів 79000",
    freemail="ukr.net gmail.com",
)

COUNTRIES = (FRANCE, BELGIUM, NETHERLANDS, UKRAINE)


def places() -> list[tuple[str, str, str]]:
    """Country, city and postcode; each entry stands for as many customers."""
    return [
        (country.code, *_city_and_zip(entry))
        for country in COUNTRIES
        for entry in split(country.places)
    ]


def _city_and_zip(entry: str) -> tuple[str, str]:
    first_digit = next(at for at, letter in enumerate(entry) if letter.isdigit())
    return entry[:first_digit].strip(), entry[first_digit:]
