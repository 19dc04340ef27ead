package io.tidings.event.webhooks.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret texts and bytes of one request: the parts that are secret on their own, and whole
 * values that contain them. Confined to one thread.
 */
final class SecretParts {

  /** Shorter words of a value, such as an authentication scheme, are not secret on their own. */
  private static final int MIN_WORD = 8;

  private static final Pattern PROOF = Pattern.compile("t=[0-9]+,v1=((?:[0-9a-f]{2})+)");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;=\"]+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

  private final Set<String> texts = new LinkedHashSet<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private final List<byte[]> bytes = new ArrayList<>();

  /** Adds a value, its words, and what a word encodes in base64, such as user and password. */
  void addCredential(String value) {
    secrets.add(value);
    secrets.add(value.substring(value.lastIndexOf(' ') + 1));
    SEPARATORS.splitAsStream(value).filter(word -> word.length() >= MIN_WORD).forEach(secrets::add);
    String last = value.substring(value.lastIndexOf(' ') + 1);
    if (BASE64.matcher(last).matches()) {
      addEncoded(last);
    }
  }

  private void addEncoded(String base64) {
    try {
      String plain = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
      if (PRINTABLE.matcher(plain).matches()) {
        secrets.add(plain);
        secrets.add(plain.substring(plain.indexOf(':') + 1));
      }
    } catch (IllegalArgumentException notEncoded) {
      // The word is a secret as it is.
    }
  }

  /** Adds a proof: a signature in hexadecimal digits, or the secret itself. */
  void addProof(String proof) {
    texts.add(proof);
    Matcher signature = PROOF.matcher(proof);
    if (signature.matches()) {
      secrets.add(signature.group(1));
      bytes.add(HexFormat.of().parseHex(signature.group(1)));
    }
  }

  /** Adds the query of a URL and its values, as they are and decoded. */
  void addQuery(String url) {
    int start = url.indexOf('?');
    if (start < 0) {
      return;
    }
    texts.add(url.substring(start + 1));
    for (String parameter : url.substring(start + 1).split("[&;]", -1)) {
      String value = parameter.substring(parameter.indexOf('=') + 1);
      secrets.add(value);
      addCredential(TextView.of(value.replace('+', ' ')).decoded(Escapes.COMMON).text());
    }
  }

  /** Adds all parts to a set of fragments and completes it. */
  SecretFragments addTo(SecretFragments fragments) {
    texts.forEach(fragments::addText);
    secrets.forEach(fragments::addSecret);
    bytes.forEach(fragments::addBytes);
    return fragments.complete();
  }
}
