package io.tidings.event.spring.autoconfigure;

import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The location of a trail: a file, or a DataSource of the application.
 *
 * @param file the file, or null
 * @param connections the DataSource if there is no file
 */
record TrailLocation(@Nullable Path file, @Nullable DataSource connections) {

  private static final String URL = "tidings.trail.url";
  private static final String SOURCE = "datasource";

  /** Returns the location that a URL names, or that of the single DataSource without one. */
  static TrailLocation of(@Nullable String url, ListableBeanFactory beans) {
    if (url == null || url.equals(SOURCE)) {
      return new TrailLocation(null, single(beans));
    }
    if (url.startsWith(SOURCE + ":")) {
      return new TrailLocation(null, named(url.substring(SOURCE.length() + 1), beans));
    }
    for (String scheme : new String[] {"jdbc:sqlite:", "file:"}) {
      if (url.startsWith(scheme) && url.length() > scheme.length()) {
        return new TrailLocation(Path.of(url.substring(scheme.length())), null);
      }
    }
    throw new TrailConfigurationException(
        "The property %s has the value '%s', which is neither a file nor a DataSource."
            .formatted(URL, withoutPassword(url)),
        "Set it to file:trail.db, to datasource, or to datasource:name with the name of a bean; a"
            + " database is named in spring.datasource.url.");
  }

  private static String withoutPassword(String url) {
    return url.contains("@") || url.contains("?") || url.contains(";")
        ? url.replaceFirst("[/?;].*", "…")
        : url;
  }

  private static DataSource single(ListableBeanFactory beans) {
    String[] names = beans.getBeanNamesForType(DataSource.class);
    DataSource single = beans.getBeanProvider(DataSource.class).getIfUnique();
    if (single != null) {
      return single;
    }
    throw names.length == 0
        ? new TrailConfigurationException(
            "The property %s names the application's DataSource, but there is none.".formatted(URL),
            "Set spring.datasource.url, or %s=file:trail.db.".formatted(URL))
        : new TrailConfigurationException(
            "The trail could be in any of %s DataSources: %s."
                .formatted(names.length, String.join(", ", Arrays.stream(names).sorted().toList())),
            "Set %s=datasource:%s, or mark one of them @Primary.".formatted(URL, names[0]));
  }

  private static DataSource named(String name, ListableBeanFactory beans) {
    if (!beans.containsBean(name) || !beans.isTypeMatch(name, DataSource.class)) {
      throw new TrailConfigurationException(
          "The property %s names the DataSource '%s', which does not exist.".formatted(URL, name),
          "Set it to one of: "
              + String.join(", ", beans.getBeanNamesForType(DataSource.class))
              + ".");
    }
    return beans.getBean(name, DataSource.class);
  }
}
