/** Domains by whose mail, as a rule, a private person writes: free mail, and mailboxes that come with a private line. */
const byProvider = {
  google: "gmail.com googlemail.com",
  microsoft: `outlook.com hotmail.com live.com msn.com windowslive.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it
    hotmail.es hotmail.be hotmail.nl hotmail.se hotmail.no hotmail.dk hotmail.gr hotmail.ch hotmail.com.br
    hotmail.com.ar hotmail.com.tr hotmail.com.au hotmail.co.jp hotmail.co.th hotmail.ca hotmail.cl hotmail.fi
    hotmail.hu hotmail.my hotmail.ph hotmail.sg hotmail.co.nz hotmail.co.za hotmail.co.in live.co.uk live.fr live.de
    live.it live.nl live.be live.se live.no live.dk live.ca live.cn live.jp live.at live.ie live.ru live.com.au
    live.com.ar live.com.mx live.com.pt live.co.za live.in live.cl live.hk live.com.sg live.com.my outlook.fr
    outlook.de outlook.it outlook.es outlook.pt outlook.be outlook.dk outlook.cz outlook.hu outlook.ie outlook.in
    outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.sa outlook.sg outlook.sk outlook.at outlook.cl
    outlook.com.au outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn outlook.co.id outlook.co.il
    outlook.co.nz outlook.co.th`,
  yahoo: `yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca
    yahoo.in yahoo.co.in yahoo.co.jp yahoo.co.id yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.co.za yahoo.com.ar
    yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.co yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.pe
    yahoo.com.ph yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.ie yahoo.gr yahoo.nl yahoo.no yahoo.se
    yahoo.dk yahoo.fi yahoo.be yahoo.at yahoo.ch yahoo.pl yahoo.pt yahoo.ro yahoo.hu yahoo.cz yahoo.cl yahoo.cn`,
  aol: "aol.com aim.com aol.co.uk aol.de aol.fr aol.it aol.es netscape.net compuserve.com cs.com",
  apple: "icloud.com me.com mac.com",
  proton: "proton.me protonmail.com protonmail.ch pm.me",
  private: `tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me mailfence.com disroot.org riseup.net
    hushmail.com hush.com startmail.com posteo.de posteo.net mailbox.org cock.li runbox.com fastmail.com fastmail.fm
    hey.com duck.com`,
  gmx: `gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.co.uk gmx.fr gmx.es gmx.us gmx.org mail.com email.com usa.com
    web.de`,
  zoho: "zohomail.com zohomail.eu zohomail.in",
  yandex: "yandex.com yandex.ru yandex.ua yandex.by yandex.kz yandex.com.tr ya.ru narod.ru",
  russia: `mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru rambler.ru autorambler.ru myrambler.ru ro.ru
    pochta.ru`,
  ukraine: "ukr.net i.ua meta.ua bigmir.net",
  belarus: "tut.by",
  china: `qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn vip.sina.com
    sohu.com tom.com 21cn.com aliyun.com 139.com 189.cn wo.cn`,
  taiwan: "hinet.net pchome.com.tw seed.net.tw",
  hongKong: "netvigator.com",
  korea: "naver.com daum.net hanmail.net kakao.com nate.com korea.com paran.com",
  japan: `docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp excite.co.jp
    infoseek.jp ocn.ne.jp goo.jp`,
  india: "rediffmail.com rediff.com indiatimes.com sify.com",
  singapore: "singnet.com.sg pacific.net.sg",
  germany: "t-online.de freenet.de arcor.de online.de o2online.de",
  austria: "aon.at chello.at",
  switzerland: "bluewin.ch hispeed.ch",
  france: `orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr
    aliceadsl.fr voila.fr cegetel.net 9online.fr`,
  italy: "libero.it virgilio.it tiscali.it alice.it tin.it inwind.it iol.it fastwebnet.it",
  spain: "terra.es telefonica.net ono.com",
  portugal: "sapo.pt mail.pt clix.pt netcabo.pt iol.pt",
  poland: `wp.pl o2.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl interia.pl interia.eu interia.com poczta.fm tlen.pl
    gazeta.pl go2.pl`,
  czechiaAndSlovakia: `seznam.cz email.cz post.cz centrum.cz atlas.cz volny.cz azet.sk centrum.sk zoznam.sk post.sk
    pobox.sk`,
  hungary: "freemail.hu citromail.hu indamail.hu vipmail.hu",
  bulgaria: "abv.bg mail.bg dir.bg",
  baltics: "inbox.lv inbox.lt one.lt mail.ee hot.ee online.ee",
  netherlands: "ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl chello.nl xs4all.nl casema.nl upcmail.nl",
  belgium: "telenet.be skynet.be scarlet.be voo.be",
  nordics: `spray.se bredband.net comhem.se online.no sol.no jubii.dk ofir.dk mail.dk luukku.com suomi24.fi
    kolumbus.fi`,
  britainAndIreland: `btinternet.com virginmedia.com virgin.net sky.com talktalk.net ntlworld.com blueyonder.co.uk
    tiscali.co.uk o2.co.uk freeserve.co.uk eircom.net`,
  unitedStates: `comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
    netzero.net netzero.com optonline.net frontier.com frontiernet.net centurylink.net windstream.net roadrunner.com
    rr.com twc.com mindspring.com prodigy.net excite.com lycos.com inbox.com`,
  canada: "bell.net rogers.com shaw.ca telus.net sympatico.ca videotron.ca cogeco.ca",
  australia: "bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au dodo.com.au ozemail.com.au",
  newZealand: "xtra.co.nz slingshot.co.nz orcon.net.nz",
  brazil: "uol.com.br bol.com.br terra.com.br ig.com.br globomail.com r7.com zipmail.com.br oi.com.br",
  mexico: "prodigy.net.mx infinitummail.com",
  argentina: "fibertel.com.ar arnet.com.ar ciudad.com.ar speedy.com.ar",
  israel: "walla.com walla.co.il 013net.net netvision.net.il",
  turkey: "mynet.com",
  arabia: "maktoob.com",
  southAfrica: "mweb.co.za telkomsa.net webmail.co.za vodamail.co.za iafrica.com",
} as const;

/** The well-known domains of free mail and of private mailboxes, world-wide. */
export const freeMailDomains: ReadonlySet<string> = new Set(
  Object.values(byProvider).flatMap((domains) => domains.split(/\s+/)),
);
