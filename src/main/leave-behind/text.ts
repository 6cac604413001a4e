import type { Language, MethodLabel } from '../../shared/index.ts';

/** The words of the page, for translators: plain verbs, no names of products but that of the app. */
interface Words {
  readonly title: string;
  readonly setUp: string;
  readonly howTo: string;
  /** Under `howTo`, by what was set up; the first step is the same for everybody. */
  readonly firstStep: string;
  readonly secondStep: Readonly<Record<'key' | 'passkey' | 'app' | 'other', string>>;
  readonly help: string;
  readonly notMe: string;
  /** Before a telephone number or whatever else the site wrote. */
  readonly call: string;
  readonly atOnce: string;
  readonly record: string;
  readonly noSecret: string;
  readonly kinds: Readonly<Record<MethodLabel['kind'], string>>;
}

/**
 * Printed by the main process, which takes no text from the window: what the window could write on paper could be
 * anything.
 */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Your new way to sign in',
    setUp: 'You set up',
    howTo: 'How to sign in',
    firstStep: 'Type your user name.',
    secondStep: {
      key: 'Plug your security key in, enter its PIN and touch it.',
      passkey: 'Choose your passkey and unlock your phone.',
      app: 'Type the number from the page in the Authenticator app.',
      other: 'Follow the page.',
    },
    help: 'It does not work?',
    notMe: 'Somebody signed in, and it was not you?',
    call: 'Call',
    atOnce: 'at once.',
    record: 'Record',
    noSecret: 'There is no secret on this page. Nobody needs your PIN or a code from you: never tell either.',
    kinds: {
      'security-key': 'Security key',
      passkey: 'Passkey on your phone',
      authenticator: 'Authenticator app',
      'windows-hello': 'Windows Hello',
      'platform-credential': 'Passkey of a computer',
      phone: 'Telephone',
      'software-code': 'Code app',
      other: 'A new method',
    },
  },
  es: {
    title: 'Su nueva forma de iniciar sesión',
    setUp: 'Ha configurado',
    howTo: 'Cómo iniciar sesión',
    firstStep: 'Escriba su nombre de usuario.',
    secondStep: {
      key: 'Conecte su llave de seguridad, escriba el PIN y tóquela.',
      passkey: 'Elija su llave de acceso y desbloquee su teléfono.',
      app: 'Escriba en la aplicación Authenticator el número que muestra la página.',
      other: 'Siga la página.',
    },
    help: '¿No funciona?',
    notMe: '¿Alguien inició sesión y no fue usted?',
    call: 'Llame a',
    atOnce: 'de inmediato.',
    record: 'Registro',
    noSecret:
      'En esta hoja no hay ningún secreto. Nadie necesita su PIN ni un código suyo: no los diga nunca.',
    kinds: {
      'security-key': 'Llave de seguridad',
      passkey: 'Llave de acceso en su teléfono',
      authenticator: 'Aplicación Authenticator',
      'windows-hello': 'Windows Hello',
      'platform-credential': 'Llave de acceso de un equipo',
      phone: 'Teléfono',
      'software-code': 'Aplicación de códigos',
      other: 'Un método nuevo',
    },
  },
  fr: {
    title: 'Votre nouvelle façon de vous connecter',
    setUp: 'Vous avez configuré',
    howTo: 'Comment vous connecter',
    firstStep: 'Tapez votre nom d’utilisateur.',
    secondStep: {
      key: 'Branchez votre clé de sécurité, saisissez son code PIN et touchez-la.',
      passkey: 'Choisissez votre clé d’accès et déverrouillez votre téléphone.',
      app: 'Tapez dans l’application Authenticator le nombre affiché sur la page.',
      other: 'Suivez la page.',
    },
    help: 'Cela ne marche pas ?',
    notMe: 'Quelqu’un s’est connecté et ce n’était pas vous ?',
    call: 'Appelez',
    atOnce: 'tout de suite.',
    record: 'Dossier',
    noSecret:
      'Cette page ne contient aucun secret. Personne n’a besoin de votre code PIN ni d’un code : ne les donnez jamais.',
    kinds: {
      'security-key': 'Clé de sécurité',
      passkey: 'Clé d’accès sur votre téléphone',
      authenticator: 'Application Authenticator',
      'windows-hello': 'Windows Hello',
      'platform-credential': 'Clé d’accès d’un ordinateur',
      phone: 'Téléphone',
      'software-code': 'Application de codes',
      other: 'Une nouvelle méthode',
    },
  },
  de: {
    title: 'Ihr neuer Anmeldeweg',
    setUp: 'Sie haben eingerichtet',
    howTo: 'So melden Sie sich an',
    firstStep: 'Geben Sie Ihren Benutzernamen ein.',
    secondStep: {
      key: 'Stecken Sie Ihren Sicherheitsschlüssel ein, geben Sie seine PIN ein und berühren Sie ihn.',
      passkey: 'Wählen Sie Ihren Passkey und entsperren Sie Ihr Telefon.',
      app: 'Geben Sie die Zahl von der Seite in der App Authenticator ein.',
      other: 'Folgen Sie der Seite.',
    },
    help: 'Es geht nicht?',
    notMe: 'Jemand hat sich angemeldet, und Sie waren es nicht?',
    call: 'Rufen Sie an:',
    atOnce: '(sofort)',
    record: 'Vorgang',
    noSecret:
      'Auf diesem Blatt steht kein Geheimnis. Niemand braucht Ihre PIN oder einen Code von Ihnen: Nennen Sie beides nie.',
    kinds: {
      'security-key': 'Sicherheitsschlüssel',
      passkey: 'Passkey auf Ihrem Telefon',
      authenticator: 'App Authenticator',
      'windows-hello': 'Windows Hello',
      'platform-credential': 'Passkey eines Rechners',
      phone: 'Telefon',
      'software-code': 'App für Codes',
      other: 'Eine neue Methode',
    },
  },
  pt: {
    title: 'A sua nova forma de entrar',
    setUp: 'Você configurou',
    howTo: 'Como entrar',
    firstStep: 'Digite o seu nome de usuário.',
    secondStep: {
      key: 'Conecte a sua chave de segurança, digite o PIN e toque nela.',
      passkey: 'Escolha a sua chave de acesso e desbloqueie o telefone.',
      app: 'Digite no aplicativo Authenticator o número que a página mostra.',
      other: 'Siga a página.',
    },
    help: 'Não funciona?',
    notMe: 'Alguém entrou e não foi você?',
    call: 'Ligue para',
    atOnce: 'imediatamente.',
    record: 'Registro',
    noSecret:
      'Não há nenhum segredo nesta folha. Ninguém precisa do seu PIN nem de um código: nunca os informe.',
    kinds: {
      'security-key': 'Chave de segurança',
      passkey: 'Chave de acesso no seu telefone',
      authenticator: 'Aplicativo Authenticator',
      'windows-hello': 'Windows Hello',
      'platform-credential': 'Chave de acesso de um computador',
      phone: 'Telefone',
      'software-code': 'Aplicativo de códigos',
      other: 'Um novo método',
    },
  },
  zh: {
    title: '您的新登录方式',
    setUp: '您设置了',
    howTo: '如何登录',
    firstStep: '输入您的用户名。',
    secondStep: {
      key: '插入安全密钥，输入其 PIN，然后触摸它。',
      passkey: '选择您的通行密钥，并解锁手机。',
      app: '在 Authenticator 应用中输入页面上的数字。',
      other: '按页面提示操作。',
    },
    help: '无法登录？',
    notMe: '有人登录，但不是您本人？',
    call: '请联系',
    atOnce: '（立即）',
    record: '记录',
    noSecret: '此页上没有任何秘密。没有人需要您的 PIN 或代码：请勿告诉任何人。',
    kinds: {
      'security-key': '安全密钥',
      passkey: '手机上的通行密钥',
      authenticator: 'Authenticator 应用',
      'windows-hello': 'Windows Hello',
      'platform-credential': '计算机的通行密钥',
      phone: '电话',
      'software-code': '代码应用',
      other: '新的登录方式',
    },
  },
};
