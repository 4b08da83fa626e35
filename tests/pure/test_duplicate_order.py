"""Who is typed and who is stored makes no difference to how alike they are."""

from itertools import combinations

from crm_clientfile.tools.duplicate_compare import compare
from crm_clientfile.tools.duplicate_names import Rarity
from crm_clientfile.tools.duplicate_profile import profile_of
from tests.bench.linkage import synthetic

RARITY = Rarity({"garage": 40, "fils": 30, "marie": 20}, 400)


def test_pairs_of_a_file_are_the_same_in_either_order():
    labelled = synthetic.make(seed=5, size=200)
    profiles = list(map(profile_of, labelled.records.values()))
    for one, other in combinations(profiles, 2):
        assert compare(one, other, RARITY) == compare(other, one, RARITY)


def test_words_that_several_are_like_are_the_same_in_either_order():
    names = ("Anne Annie Roy", "Anni Roi", "A. Annie", "Roy A. Anna", "Ann R. Roye")
    streets = ("Moulin Moulins", "Mouline", "Moulin Blanc Bleu", "Moulins Blancs")
    profiles = [
        profile_of(synthetic.Comparable(name, street=f"1 rue {street}"))
        for name in names
        for street in streets
    ]
    for one, other in combinations(profiles, 2):
        assert compare(one, other, RARITY) == compare(other, one, RARITY)
