namespace Causeway.Sandbox.Seed;

/// <summary>The words that the made-up customers, people and deals are made of.</summary>
internal static class Words
{
    /// <summary>The accounts that every sandbox has, before any are made up.</summary>
    public static readonly IReadOnlyList<(string Name, string City, string Country)> Accounts =
    [
        ("Halvorsen Shipping AS", "Bergen", "NO"), ("Brauer & Söhne GmbH", "Stuttgart", "DE"), ("Papeteries du Rhône", "Lyon", "FR"),
        ("Calloway Freight Ltd", "Leeds", "GB"), ("Van Leeuwen Bouw BV", "Utrecht", "NL"), ("Officina Moretti Srl", "Torino", "IT"),
        ("Talleres Ibáñez SA", "Bilbao", "ES"), ("Maple Ridge Dental Group", "Vancouver", "CA"), ("Redwood Analytics Inc", "Portland", "US"),
        ("Krawczyk Meble Sp. z o.o.", "Poznań", "PL"), ("Lindqvist Energi AB", "Uppsala", "SE"), ("Hofmann Medizintechnik AG", "Zürich", "CH"),
        ("De Smet Logistics NV", "Antwerpen", "BE"), ("Atelier Fontaine SARL", "Nantes", "FR"), ("Penrose Insurance Brokers", "Bristol", "GB"),
        ("Great Lakes Packaging LLC", "Cleveland", "US"), ("Steiner Präzision GmbH", "Graz", "AT"), ("Oliveira & Filhos Lda", "Porto", "PT"),
        ("Nordsee Fisch AG", "Bremerhaven", "DE"), ("Clonmel Dairies", "Clonmel", "IE"), ("Bluebonnet Builders", "Austin", "US"),
        ("Kallio Design Oy", "Helsinki", "FI"), ("Peeters Metaal NV", "Gent", "BE"), ("Jensen Biotek A/S", "Aarhus", "DK"),
        ("Banque Delacroix", "Paris", "FR"), ("Whitfield Hotels Group", "Edinburgh", "GB"), ("Cantieri Russo SpA", "Genova", "IT"),
        ("Summit Outdoor Supply", "Denver", "US"), ("Laboratoires Mercier", "Toulouse", "FR"), ("Vermeer Tuinbouw BV", "Delft", "NL"),
        ("Kessler Automation GmbH", "Dresden", "DE"), ("Harbour City Clinics", "Halifax", "CA"), ("Rioja Vinos y Más SL", "Logroño", "ES"),
        ("Alpenblick Touristik AG", "Luzern", "CH"), ("Ashdown Architects LLP", "London", "GB"), ("Piedmont Textile Co", "Charlotte", "US"),
        ("Maison Girard et Fils", "Bordeaux", "FR"), ("Østergaard Maskiner ApS", "Odense", "DK"), ("Wiśniewski Transport", "Gdańsk", "PL"),
        ("Sandberg Skola AB", "Malmö", "SE"),
    ];

    public static readonly string[] FirstNames =
    [
        "Anna", "Lukas", "Sofia", "Matteo", "Claire", "James", "Ingrid", "Pieter", "Marta", "Henrik", "Isabel", "Thomas", "Aoife", "Daniel",
        "Emma", "Jan", "Lucía", "Olivier", "Hanna", "Marco", "Sarah", "Nils", "Katarzyna", "Michael", "Elena", "David", "Femke", "Antoine",
        "Julia", "Peter", "Nora", "Carlos", "Laura", "Stefan", "Grace", "Tomasz", "Eva", "Robert", "Camille", "Erik",
    ];

    public static readonly string[] LastNames =
    [
        "Keller", "Andersson", "Moreau", "Rossi", "Bakker", "Walsh", "Nowak", "Fischer", "Laurent", "Jansen", "Berg", "Costa", "Murphy", "Novak",
        "Larsen", "García", "Bianchi", "Dubois", "Schmidt", "Taylor", "Virtanen", "De Vries", "Kowalski", "Martin", "Huber", "Ferreira", "O'Brien",
        "Lindgren", "Weber", "Romano", "Peeters", "Evans", "Meyer", "Simon", "Hansen", "Vidal", "Clark", "Marchand", "Vogel", "Nielsen",
    ];

    public static readonly string[] Trades =
    [
        "Logistics", "Engineering", "Foods", "Textiles", "Pharma", "Consulting", "Packaging", "Energy", "Construction", "Optics",
        "Printing", "Software", "Furniture", "Marine", "Robotics", "Retail", "Plastics", "Media", "Instruments", "Farms",
    ];

    public static readonly string[] Functions =
        ["Head of Purchasing", "Facility Manager", "Office Manager", "Chief Financial Officer", "IT Director", "Managing Director", "Operations Manager", "Buyer"];

    public static readonly string[] Deals =
    [
        "{0} standing desks for {1}", "Meeting room refit for {1}", "Annual chair contract, {1}", "Acoustic panels for {1}'s new office",
        "{0} workstations, {1}", "Reception furniture for {1}", "Framework agreement with {1}", "Storage system for {1}",
        "Ergonomics training at {1}", "Office move of {1}", "{0} lockers for {1}", "Replacement of {0} task chairs at {1}",
    ];

    public static readonly string[] Summaries =
        ["Send the revised quote", "Follow up on the proposal", "Call about delivery dates", "Confirm measurements", "Discuss the discount", "Check the budget approval", "Arrange a showroom visit"];

    public static readonly string[] Streets =
        ["Station Road", "Hauptstraße", "Rue de la Gare", "Via Roma", "Kerkstraat", "Calle Mayor", "Market Street", "Storgatan", "Industrieweg", "Harbour Lane"];
}
