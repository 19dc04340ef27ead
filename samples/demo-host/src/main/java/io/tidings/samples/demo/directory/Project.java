package io.tidings.samples.demo.directory;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory as a project: its display name, and the scope of its events.
 *
 * @param name the directory's name with control characters replaced
 * @param scope the project and the user, both of which platform events require
 */
public record Project(String name, EventScope scope) {

  /** The name of a directory without one, such as the root of a file system. */
  static final String NAMELESS = "directory";

  /** The user whose name is not a valid id. */
  static final String ANONYMOUS = "anonymous";

  /** Returns the project of a directory and a user, who may be null. */
  public static Project of(Path directory, @Nullable String user) {
    Path last = directory.getFileName();
    String rawName = last == null ? "" : last.toString();
    String name =
        cut(replaced(rawName, "\\p{Cntrl}|[\\x{80}-\\x{9f}]"), DomainEvent.MAX_NAME_LENGTH);
    String id = cut(replaced(rawName, "[^!-~]+"), EventKind.MAX_ID_LENGTH);
    return new Project(
        name.isBlank() ? NAMELESS : name,
        EventScope.none()
            .withProject(id.isEmpty() || id.equals("-") ? NAMELESS : id)
            .withUser(user != null && isId(user) ? user : ANONYMOUS));
  }

  private static String replaced(String text, String unfit) {
    return text.replaceAll(unfit, "-");
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }

  private static boolean isId(String text) {
    return text.length() <= EventKind.MAX_ID_LENGTH && text.matches("[!-~]+");
  }
}
