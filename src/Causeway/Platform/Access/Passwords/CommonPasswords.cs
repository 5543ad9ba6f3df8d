using System.Collections.Frozen;

namespace Causeway.Platform.Access.Passwords;

/// <summary>
/// What attackers try first: words, names and keyboard runs, alone, with digits and signs around them, or with the
/// usual signs in place of letters. The variants are undone before the look-up, so the list holds the words only.
/// </summary>
internal static class CommonPasswords
{
    private const string Words =
        """
        password passwort passwd passphrase pass contrasena contrasenya motdepasse senha parola parool wachtwoord haslo heslo salasana sifre
        admin administrator administrador root toor superuser user username guest default login logon signin master system sysadmin webmaster operator
        welcome welkom willkommen bienvenue bienvenido benvenuto hello hallo hola bonjour goodbye changeme changeit change letmein letmeinnow letmesee openup opensesame sesame
        secret secrets geheim geheimnis topsecret private access security secure safe trustno trustnoone nopass nopassword mypassword mypass newpassword newpass yourpassword thepassword temppassword temporary temp test testing tester testtest demo sample example
        odoo openerp causeway company office business sales salesman manager finance accounting server database postgres postgresql mysql oracle windows microsoft google facebook apple samsung internet computer network laptop android iphone
        qwerty qwertz azerty qwertyu qwertyui qwertyuiop qwerasdf qwertyasdf qwerqwer qwert qwer qwe asd asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl asdfasdf asdasd asdasdasd zxc zxcv zxcvb zxcvbn zxcvbnm qweasd qweasdzxc qazwsx qazwsxedc wsxedc qaz wsx edc zaqwsx zaqxsw xswqaz poiuytrewq lkjhgfdsa mnbvcxz dvorak
        1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 1qazxsw2 q1w2e3 a1b2c3d4 1a2b3c4d abc123abc 123qweasd 1234qwer qwer1234 12qwaszx
        12345678 123456789 1234567890 0123456789 0987654321 9876543210 123456789a 11223344 1122334455 12341234 123123123 1231231234 123454321 147258369 159753456 987654321 10203040 102030405060 12344321 13579246 24681357 123321123 789456123 741852963 963852741 852456 14725836 31415926 314159265 27182818 20202020 01012000 01011990 12121212 19191919 00001111 11110000 55554444 44445555 88888888 99999999
        abc abcd abcde abcdef abcdefg abcabc aabbcc abcxyz xyz aaa bbb xxx zzz foo foobar bar baz blah blahblah whatever whatsup nothing something anything everything
        dragon monkey tiger lion panther eagle falcon hawk wolf bear horse puppy kitty kitten cat dog doggy dolphin turtle butterfly spider shark snake rabbit bunny chicken cookie cheese banana apples orange strawberry cherry peaches pepper ginger chocolate coffee pizza butter sugar honey bubbles snoopy garfield mickey minnie donald pokemon pikachu digimon nintendo minecraft fortnite roblox playstation xbox gamer starwars skywalker startrek matrix batman superman spiderman ironman wolverine avengers hogwarts harrypotter gandalf frodo zelda mario sonic phantom shadow ghost demon devil angel angels heaven hell lucifer jesus jesuschrist christ god godisgood blessed blessing faith hope grace trinity
        love iloveyou iloveu ilovegod ilovemyself loveme lovely lover loveyou truelove forever foreverlove teamo tequiero mahal amor amour baby babygirl babyboy sweet sweetie sweety sweetheart darling princess princesa prince queen king kingkong beautiful handsome cutie sexy sexygirl hottie family mother father mommy daddy brother sister friend friends bestfriend friendship married wedding
        football soccer futbol fussball baseball basketball hockey tennis golf golfer rugby cricket volleyball swimming running boxing wrestling yankees cowboys steelers packers raiders broncos dolphins eagles patriots redsox lakers celtics bulls arsenal liverpool chelsea manchester manutd everton rangers celtic tottenham barcelona realmadrid juventus bayern benfica ajax galatasaray fenerbahce besiktas ronaldo messi beckham jordan kobe lebron
        mustang corvette camaro ferrari porsche mercedes bmw toyota honda yamaha suzuki kawasaki harley harleydavidson chevy chevrolet ford dodge jeep nissan subaru audi volkswagen lamborghini
        sunshine summer winter spring autumn fall rainbow snowflake snow flower flowers rose sunflower garden ocean river island beach mountain forest moon moonlight star stars starlight thunder lightning storm hurricane phoenix fire fireman ice water earth planet universe galaxy midnight morning monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december sommer herbst fruhling ete hiver verano invierno
        london paris berlin madrid moscow amsterdam brussels belgium france germany deutschland england scotland ireland america usa canada mexico brasil brazil argentina india pakistan china japan australia africa texas california florida chicago boston dallas newyork hollywood vegas
        michael michelle matthew andrew daniel david joshua james robert john johnny jonathan joseph thomas william richard charles charlie christopher christian anthony steven stephen kevin brian jason justin ryan jacob nicholas nicole nathan samuel sam benjamin ben alexander alex alexandra alexis patrick peter paul mark martin george edward eric frank frankie harry henry jack jackson jessica jennifer jasmine ashley amanda andrea angela angelina anna anne annie barbara brandon brittany carlos carmen carolina caroline catherine chelsey claudia cristina daniela danielle diana dominic eduardo elizabeth emily emma esther fernando francisco gabriel gabriela hannah heather helena isabella isabelle jordan26 jose juan julia julian karen katherine kimberly laura lauren linda lisa louis lucas lucia luis madison maggie marcus margaret maria mariana marie marina mario martha melissa mercedes miguel monica natalia natalie natasha nicolas oliver olivia pamela patricia pedro rachel raymond rebecca ricardo roberto samantha sandra sarah sebastian sergio sofia sophia sophie stephanie susan tiffany tyler valentina vanessa veronica victor victoria vincent virginia walter wilson yolanda zachary mohamed mohammed muhammad ahmed ali fatima hussain
        metallica slipknot nirvana eminem tupac biteme fuckyou fuckoff fuckme fuck asshole bitch bullshit pussy shithead jackass killer killme hunter ranger warrior ninja samurai pirate soldier army marine navy airforce sniper police cowboy rockstar rocknroll music guitar drummer dancer player playboy gangster hacker hackme genius einstein newton galileo merlin wizard magic mystery diamond silver golden gold platinum crystal jewel money dollar rich million millionaire lucky winner champion number numberone school student teacher college university
        maverick scooter rocky buster bailey tigger peanut hardcore chester lakers24 sparky yellow purple orange1 green black white blue red pink bluesky blackcat whitey redneck freedom liberty independence peace america1 patriot stupid crazy funny smile happy happyday goodday goodluck thankyou please sorry nevermind remember
        """;

    private static readonly char[] Before = [.. "0123456789!\"#%&'()*+,-./:;<=>?[\\]^_`{|}~ "];

    /// <summary>At the end a dollar or an at sign is decoration; at the start or inside it stands for a letter.</summary>
    private static readonly char[] After = [.. Before, '$', '@'];

    private static readonly FrozenSet<string> List = Words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(word => new[] { word, Plain(word) })
        .Where(word => word.Length > 0)
        .ToFrozenSet();

    /// <summary>Whether the password is on the list, as it is or without its trimmings.</summary>
    public static bool Contains(string password) =>
        List.Contains(password.ToLowerInvariant()) || List.Contains(Plain(password));

    /// <summary><c>P@ssw0rd2024!</c> is <c>password</c>.</summary>
    public static string Plain(string password)
    {
        var word = password.ToLowerInvariant().TrimEnd(After).TrimStart(Before);
        return string.Concat(word.Select(Letter));
    }

    private static char Letter(char sign) => sign switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => sign,
    };
}
