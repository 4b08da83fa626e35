import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_consent_link_tour", {
    steps: () => [
        {
            content: "the exact words are shown",
            trigger: ".o_clientfile_wording:contains(I agree to be written to.)",
        },
        {
            content: "tick one of the two channels",
            trigger: ".o_clientfile_consent_form input[value=sms]",
            run: "click",
        },
        {
            content: "agree",
            trigger: ".o_clientfile_consent_form button[value=yes]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is noted; see what was agreed to",
            trigger: ".o_clientfile_page a[href*='/clientfile/preferences/']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "the box is ticked: untick it",
            trigger: ".o_clientfile_preferences_form input[value$=-sms]:checked",
            run: "click",
        },
        {
            content: "save",
            trigger: ".o_clientfile_preferences_form button[value=save]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "the withdrawal is noted",
            trigger: ".o_clientfile_page h1:contains(noted)",
        },
    ],
});
