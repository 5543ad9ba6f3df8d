namespace Causeway.Bench.Search;

/// <summary>What people type, by kind. The first of each kind is also looked for by <c>ilike</c>.</summary>
internal static class TypedTexts
{
    public static readonly IReadOnlyList<(string Kind, string[] Texts)> All =
    [
        ("one letter", ["e", "a", "s", "k", "z", "q", "ł"]),
        ("two letters", ["ba", "gm", "tr", "ag", "zu", "qz", "18"]),
        ("a word of most", ["gmbh", "example", "inv", "2026", "for"]),
        ("a word of many", ["training", "office", "website", "license", "call", "zürich", "meeting"]),
        ("a beginning of many", ["tra", "web", "con", "off", "train", "consul"]),
        ("a part of many", ["ning", "ebsi", "nsul", "orla", "ville"]),
        ("a word of few", ["balax", "tenneville", "korison", "wenhuskov", "lumuberg"]),
        ("a word of one", ["quartzite", "gallenkappel"]),
        ("several words", ["training for balax", "training quartzite", "balax gmbh", "office for korison", "gmbh zürich", "for gmbh training"]),
        ("an accent", ["genève", "łódź", "ZURICH", "trâining", "lodz"]),
        ("a typo", ["traning", "quarzite", "ofice", "wesbite", "tenevile", "kosrion", "gallenkapel"]),
        ("a number", ["INV/2026/000777", "000777", "S004321", "INV/2026", "CHE-7000"]),
        ("a telephone", ["+41 44 668 18 00", "0041 44 668 1800", "+41 10 123 4567", "044/668.18.00"]),
        ("an email", ["balax@tenneville.example", "@tenneville.example", "info@nobody.example"]),
        ("nothing", ["nosuchtext", "xyzzy plugh", "...", "100%"]),
    ];
}
