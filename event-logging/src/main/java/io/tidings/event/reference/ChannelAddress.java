package io.tidings.event.reference;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Address of a channel with the parameters in it. Immutable.
 *
 * @param text the address
 * @param parameters the names in braces, each once, in their order
 */
record ChannelAddress(String text, List<String> parameters) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9_-]+)}");
  private static final Pattern BRACE = Pattern.compile("[{}]");

  static ChannelAddress of(String text) {
    if (BRACE.matcher(PARAMETER.matcher(text).replaceAll("")).find()) {
      throw new IllegalArgumentException(
          "address '%s' has a brace that is no part of a parameter such as {tenant}"
              .formatted(text));
    }
    List<String> parameters =
        PARAMETER.matcher(text).results().map((MatchResult name) -> name.group(1)).toList();
    return new ChannelAddress(text, parameters.stream().distinct().toList());
  }
}
