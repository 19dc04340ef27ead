package io.tidings.event.internal.payload;

/** Names of details for the names of components and records. */
final class DetailNames {

  private DetailNames() {}

  /**
   * Returns a Java name in snake_case: each upper-case letter becomes lower-case, with an
   * underscore before it if it follows a lower-case letter or digit, or follows an upper-case
   * letter and precedes a lower-case one. All other characters stay: {@code orderId} is {@code
   * order_id}, {@code URLPath} is {@code url_path}, {@code sha256Hash} is {@code sha256_hash},
   * {@code line2} and {@code order_id} stay.
   */
  static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && startsWord(name, i)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }

  private static boolean startsWord(String name, int index) {
    if (index == 0) {
      return false;
    }
    char before = name.charAt(index - 1);
    return Character.isLowerCase(before)
        || Character.isDigit(before)
        || (Character.isUpperCase(before)
            && index + 1 < name.length()
            && Character.isLowerCase(name.charAt(index + 1)));
  }
}
