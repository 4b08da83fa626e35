"""Words that have no place in the notes about a customer, by kind and language.

``_`` joins the words of a phrase, ``*`` at the end stands for any ending. Accents and
capitals make no difference. ``IGNORED`` are phrases in which such a word is harmless.
"""

KINDS = (
    "health",
    "opinion",
    "religion",
    "union",
    "origin",
    "sex",
    "offence",
    "insult",
)
WORDS = {
    "health": {
        "fr": "malade malades maladie maladies cancer cancers cancereux cancereuse "
        "arret_maladie conge_maladie diabete diabetique* depression depressif "
        "depressive depressifs handicape handicapee handicapes handicapees "
        "est_enceinte tombee_enceinte femme_enceinte etait_enceinte sida seropositi* "
        "vih chimio* tumeur* hospitalis* avc infarctus burn_out psychiatr* "
        "schizophren* bipolaire bipolaires autiste* alcoolique* alcoolisme toxicoman* "
        "drogue droguee drogues cure_de_desintoxication invalidite epilep* "
        "fausse_couche suicid* alzheimer parkinson sclerose* anorex* fauteuil_roulant "
        "operation_du_coeur opere_du* operee_du* sante_fragile problemes_de_sante "
        "antidepresseur*",
        "nl": "ziek ziekte ziektes ziekteverlof kanker zwanger zwangere depressie* "
        "depressief overspannen gehandicapt gehandicapte diabetes suikerziekte "
        "hartaanval psychiat* alcoholist* alcoholverslaa* verslaafd drugsverslaafd* "
        "hiv beroerte invaliditeit chemo dementie miskraam "
        "zelfmoord epilep* rolstoel hartoperatie ziekenhuisopname borstkanker",
        "en": "sick illness illnesses cancer pregnant pregnancy depression depressed "
        "is_disabled disability diabetic diabetes heart_attack had_a_stroke "
        "alcoholic alcoholics alcoholism drug_addict* hiv has_aids mental_health "
        "mentally psychiatr* chemotherapy sick_leave autistic epilep* miscarriage "
        "suicid* wheelchair heart_surgery schizophren* bipolar dementia",
        "uk": "хвор* рак_легень на_рак має_рак рак_крові онколог* вагітн* депресі* "
        "інвалід* діабет* інсульт* інфаркт* психіатр* алкоголік* алкоголізм* "
        "наркоман* наркозалежн* віл снід лікарнян* викидень самогуб* епілепс* "
        "шизофрен* операці*_на_серці хіміотерап*",
    },
    "opinion": {
        "fr": "gauchiste* facho fachos fasciste* communiste* socialiste* macroniste* "
        "lepeniste* frontiste* extreme_droite extreme_gauche vote_pour_le vote_pour_la "
        "vote_a_gauche vote_a_droite electeur_de militant militante militants "
        "parti_politique royaliste* anarchiste* opinions_politiques sympathisant_de "
        "insoumis ecolo_radical* encarte_au",
        "nl": "vlaams_belang extreem_rechts extreem_links uiterst_rechts socialist "
        "socialisten communist communisten fascist* stemt_op stemt_voor "
        "partijlid lid_van_de_partij politieke_overtuiging anarchist*",
        "en": "socialist socialists communist communists fascist* votes_for voted_for "
        "far_right far_left brexiteer* left_winger* right_winger* political_views "
        "political_activist party_member anarchist*",
        "uk": "комуніст* соціаліст* націоналіст* фашист* голосу*_за член*_парті* "
        "проросійськ* політичн*_погляд* ліворадикал* праворадикал*",
    },
    "religion": {
        "fr": "juif juive juifs juives musulman musulmane musulmans musulmanes "
        "catholique catholiques catho cathos protestant protestante protestants "
        "islamiste* islam mosquee synagogue ramadan porte_le_voile "
        "tres_pratiquant tres_pratiquante athee athees bouddhiste* temoin_de_jehovah "
        "temoins_de_jehovah evangelique* integriste* converti_a",
        "nl": "jood joden joodse moslim moslims moslima islamiet katholiek katholieken "
        "protestants protestant moskee synagoge gelovig gelovige hoofddoek ramadan "
        "getuige_van_jehova jehova* boeddhist* atheist",
        "en": "jew jews jewish muslim muslims catholic catholics protestant islam "
        "mosque synagogue ramadan headscarf hindu hindus buddhist* atheist* "
        "jehovah* born_again",
        "uk": "мусульман* католик* католичк* православн* протестант* атеїст* буддист* "
        "свід*_єгови мечет* синагог* рамадан* іслам* віруюч* баптист*",
    },
    "union": {
        "fr": "syndicaliste* syndique syndiquee syndiques delegue_syndical "
        "deleguee_syndicale encarte_cgt cgtiste* cegetiste* greviste* "
        "adherent_cgt adherent_cfdt membre_de_la_cgt membre_de_la_cfdt "
        "militant_cgt representant_syndical",
        "nl": "vakbond vakbonden vakbondslid vakbondsman vakbondsafgevaardigde "
        "gesyndiceerd syndicalist* staker stakers",
        "en": "trade_union trade_unionist union_member union_members union_rep "
        "unionised unionized unionist* shop_steward",
        "uk": "профспілк* профспілк страйкар* страйкувальник*",
    },
    "origin": {
        "fr": "arabe arabes maghrebin* gitan gitane gitans gitanes manouche manouches "
        "roms un_noir une_noire les_noirs negre negres bougnoule* type_africain "
        "type_asiatique type_europeen type_maghrebin d_origine_marocaine "
        "d_origine_algerienne d_origine_tunisienne d_origine_turque "
        "d_origine_africaine d_origine_etrangere d_origine_juive d_origine_arabe "
        "origine_ethnique immigre immigree immigres immigrees sans_papiers "
        "gens_du_voyage metis metisse refugie_syrien accent_africain",
        "nl": "marokkaan marokkanen allochtoon allochtonen zigeuner* neger negers "
        "turkse_afkomst marokkaanse_afkomst vreemde_afkomst afrikaanse_afkomst "
        "etnisch* arabier arabieren zwarte_man zwarte_vrouw illegaal "
        "asielzoeker*",
        "en": "black_guy black_man black_woman gypsy gypsies african_origin "
        "of_african_descent arab arabs ethnic_origin ethnicity immigrant immigrants "
        "asylum_seeker* nigger* asian_guy mixed_race",
        "uk": "циган* єврей* негр негри негра араби арабка москал* хохол* татарин* "
        "азіат* етнічн* темношкір* біженк* біженець біженка",
    },
    "sex": {
        "fr": "homosexuel* gay gays lesbienne lesbiennes bisexuel* transsexuel* "
        "transgenre* orientation_sexuelle vie_sexuelle homo homos "
        "a_une_maitresse son_amant sa_maitresse adultere gouine gouines travesti*",
        "nl": "homoseksueel homoseksuele homo lesbisch* lesbienne biseksueel "
        "transgender transseksueel seksuele_geaardheid seksleven minnares",
        "en": "homosexual* lesbian* gay bisexual transgender transsexual "
        "sexual_orientation sex_life has_an_affair mistress his_lover her_lover",
        "uk": "гей геї лесбіянк* гомосексуал* бісексуал* трансгендер* коханк* "
        "коханець сексуальн*_орієнтац* статев*_житт*",
    },
    "offence": {
        "fr": "casier_judiciaire prison emprisonn* incarcer* "
        "garde_a_vue escroc escrocs escroquerie* voleur voleuse voleurs "
        "repris_de_justice delinquan* mis_en_examen mise_en_examen "
        "condamne_pour condamnee_pour deja_condamne a_ete_condamne "
        "a_ete_condamnee trafic_de_drogue trafiquant* fraudeur* bracelet_electronique "
        "violences_conjugales liberte_conditionnelle malfaiteur*",
        "nl": "veroordeeld veroordeling strafblad gevangenis oplichter* "
        "oplichting dief dieven fraudeur fraudeurs crimineel criminelen "
        "drugshandel huiselijk_geweld celstraf enkelband",
        "en": "convicted criminal_record prison jail jailed thief thieves "
        "fraudster* crook crooks on_probation arrested swindler* drug_dealer* "
        "ex_con domestic_violence",
        "uk": "судим* засуджен* в'язниц* тюрм* тюремн* злодій злодія злодійк* шахра* "
        "крадій кримінальн* ув'язнен* заарештован* домашн*_насильств* наркоторгів*",
    },
    "insult": {
        "fr": "connard* connasse* salope* salaud* encule* pute putes abruti* cretin* "
        "debile debiles imbecile* idiot idiote idiots emmerd* chiant chiante "
        "chiants casse_couille* gros_con sale_con vieux_con petit_con pauvre_con "
        "conne connerie* pauvre_type gros_porc grosse_vache vieille_folle cingle "
        "cinglee radin radine radins mal_baise* couillon* tocard* pouffiasse* "
        "merdeux fils_de_pute bouffon raclure ordure_humaine",
        "nl": "klootzak* lul trut idioot idioten debiel debielen hoer hoeren kutwijf "
        "sukkel sukkels achterlijk* mongool zeikerd zeurkous dikke_zeug eikel "
        "teef rotzak* stomme_koe onnozelaar smeerlap* dikzak",
        "en": "asshole* arsehole* bastard bastards bitch bitches idiot idiots moron* "
        "stupid jerk dickhead* cunt* fuck* retarded scumbag* wanker* "
        "pain_in_the_ass pain_in_the_arse piece_of_shit dumbass* imbecile* tosser*",
        "uk": "ідіот* дурень дурня дурна дебіл* придур* сволот* мудак* сука суки "
        "гівн* скотин* кретин* козел_старий лайн* тупий_як йолоп* бовдур* покидьок* "
        "жлоб*",
    },
}
IGNORED = (
    "acces_handicape acces_handicapes place_handicape place_handicapes "
    "parking_handicapes toilettes_handicapes norme_handicapes "
    "boisson_alcoolique boissons_alcooliques non_alcoolique non_alcooliques "
    "sans_alcoolique titre_alcoolique degre_alcoolique fermentation_alcoolique "
    "transistor_bipolaire transistors_bipolaires "
    "institut_catholique secours_catholique ecole_catholique lycee_catholique "
    "universite_catholique college_catholique enseignement_catholique "
    "hopital_psychiatrique institut_gustave_roussy ligue_contre_le_cancer "
    "centre_de_lutte_contre_le_cancer recherche_contre_le_cancer rue_de_la_prison "
    "rue_des_juifs rue_de_la_synagogue rue_de_la_mosquee jazz_manouche "
    "maladie_de_la_vigne maladies_de_la_vigne maladies_du_ble maladie_des_plantes "
    "maladies_des_plantes assurance_maladie caisse_de_maladie caisse_maladie "
    "depression_atmospherique depression_economique chape_de_depression "
    "gomme_arabe telephone_arabe pain_maudit vernis_homo homo_sapiens "
    "etablissement_protestant gay_lussac rue_gay_lussac "
    "vakbond_van_ondernemers katholieke_universiteit katholiek_onderwijs "
    "non_alcoholic alcoholic_drinks alcoholic_beverages alcoholic_drink "
    "alcoholic_beverage fire_arrested catholic_school catholic_university "
    "black_man_s_hat mobility_wheelchair_ramp wheelchair_ramp wheelchair_access "
    "prison_break idiot_proof jerk_chicken stupid_price depression_era "
    "tropical_depression "
    "хворобостійк* хвороби_рослин хвороб_рослин православн*_видавництв* "
    "православна_церква католицький_університет психіатрична_лікарня "
    "кримінальний_кодекс лікарняна_каса "
    "ziekte_van_de_planten plantenziekte ziektekostenverzekering "
    "suikerzieken hoeren_toeteren eikel_boom"
)
