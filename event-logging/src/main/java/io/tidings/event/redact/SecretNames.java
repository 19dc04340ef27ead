package io.tidings.event.redact;

import java.util.Map;
import java.util.Set;

/** Tables of the words that make a name that of a secret. */
final class SecretNames {

  /** Parts of a word that name a secret at any position: {@code dbpasswordold}. */
  private static final Map<String, Sensitivity> ANYWHERE =
      Map.ofEntries(
          Map.entry("password", Sensitivity.VALUE),
          Map.entry("passwd", Sensitivity.VALUE),
          Map.entry("apikey", Sensitivity.VALUE),
          Map.entry("secretkey", Sensitivity.VALUE),
          Map.entry("accesskey", Sensitivity.VALUE),
          Map.entry("privatekey", Sensitivity.VALUE),
          Map.entry("signingkey", Sensitivity.VALUE),
          Map.entry("encryptionkey", Sensitivity.VALUE),
          Map.entry("instrumentationkey", Sensitivity.VALUE),
          Map.entry("securestring", Sensitivity.VALUE),
          Map.entry("passphrase", Sensitivity.LINE),
          Map.entry("credential", Sensitivity.LINE));

  /** Parts of a word that name a secret at its end: {@code authtoken}, but not secretary. */
  private static final Map<String, Sensitivity> AT_END =
      Map.of(
          "token", Sensitivity.TOKEN,
          "secret", Sensitivity.VALUE,
          "authkey", Sensitivity.VALUE,
          "pwd", Sensitivity.STRING,
          "jwt", Sensitivity.STRING,
          "cookie", Sensitivity.LINE,
          "authorization", Sensitivity.LINE);

  /** Whole words that name a secret. A number under them is a count or a flag. */
  private static final Set<String> WORDS = Set.of("pass", "auth", "sig");

  /** Words that end in pass and name no secret. */
  private static final Set<String> NO_PASSES =
      Set.of("bypass", "compass", "encompass", "overpass", "surpass", "trespass", "underpass");

  /** Last words of names whose values are measurements. */
  private static final Set<String> MEASURES = Set.of("count", "budget", "limit", "size", "used");

  /** Last words of names, in texts, whose values describe a secret or a part of a program. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "age at alg algorithm bundle changed class config configuration controller created "
              .concat(
                  "decoder description duration enabled encoder endpoint error exception exists ")
              .concat("expiration expired expires expiry factory field filter format generator ")
              .concat("handler hint icon id ids in index interval issuer java js kind label len ")
              .concat("length lifetime loader manager max message min model name names owner page ")
              .concat(
                  "parser period placeholder policy prompt provider reader reference ref repository"
                      + " ")
              .concat("required requirement resolver retries rotation rule rules scope scopes ")
              .concat(
                  "screen serializer service settings spec state status store strategy strength ")
              .concat("template test tests timeout title ttl type types update uri url util utils ")
              .concat("valid validator validity version view writer ")
              .concat("cpp cs go groovy json jsx kt md php properties py rb rs scala sql swift ")
              .concat("ts tsx txt xml yaml yml")
              .split(" "));

  /** Last words of names that are secrets, in texts, if the value looks random. */
  private static final Set<String> WEAK =
      Set.of(
          "access account assertion bearer cred creds csrf cvc cvv d dockerconfigjson dsn iban "
              .concat("key kennwort mnemonic motdepasse nonce otp passcode passe pin private psk ")
              .concat(
                  "pw salt sas secure security seed senha sessid session sessionid sid signature ")
              .concat(
                  "ssn t totp verifier wachtwoord xsrf code kodeord losenord parola haslo clave ")
              .concat("contrasena contrase\u00f1a \u5bc6\u7801 \u5bc6\u78bc \u53e3\u4ee4 ")
              .concat("\u30d1\u30b9\u30ef\u30fc\u30c9 \u043f\u0430\u0440\u043e\u043b\u044c ")
              .concat("\ube44\ubc00\ubc88\ud638 has\u0142o \u015fifre l\u00f6senord passwort")
              .split(" "));

  /** Words that, before key, make a name that is no secret's. */
  private static final Set<String> PLAIN_KEYS =
      Set.of(
          "cache column composite compound config dedup event fingerprint foreign group hash header "
              .concat("hot i18n idempotency index join kms lookup map message metric object order ")
              .concat("partition primary property public registry routing row s3 section setting ")
              .concat("shard short sort surrogate template translation unique vault")
              .split(" "));

  private SecretNames() {}

  static boolean isMeasure(String lastWord) {
    return MEASURES.contains(lastWord);
  }

  static boolean isAttribute(String lastWord) {
    return ATTRIBUTES.contains(lastWord);
  }

  /** Returns whether a name may be a secret's by its last two words, if its value is random. */
  static boolean isWeak(String beforeLast, String last) {
    return switch (last) {
      case "key", "keys" -> !beforeLast.isEmpty() && !PLAIN_KEYS.contains(beforeLast);
      case "data" -> beforeLast.equals("key");
      case "id" -> beforeLast.equals("session");
      default -> WEAK.contains(last) || last.endsWith("sessid") || last.endsWith("sessionid");
    };
  }

  /** Returns the sensitivity of a value whose name has a word. */
  static Sensitivity of(String word) {
    Sensitivity result = Sensitivity.NONE;
    for (Map.Entry<String, Sensitivity> secret : ANYWHERE.entrySet()) {
      if (word.contains(secret.getKey())) {
        result = result.max(secret.getValue());
      }
    }
    String stem = withoutDigits(word);
    String singular = stem.endsWith("s") ? stem.substring(0, stem.length() - 1) : stem;
    for (Map.Entry<String, Sensitivity> secret : AT_END.entrySet()) {
      if (singular.endsWith(secret.getKey())) {
        result = result.max(secret.getValue());
      }
    }
    boolean whole = WORDS.contains(stem) || WORDS.contains(singular);
    boolean pass = stem.endsWith("pass") && !NO_PASSES.contains(stem);
    return whole || pass ? result.max(Sensitivity.STRING) : result;
  }

  /** Returns a word without trailing digits: {@code tokens2}. */
  private static String withoutDigits(String word) {
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }
}
