package io.tidings.event.spring.internal.web;

import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that makes the scope of a request ambient while it is handled, in its asynchronous
 * dispatches too. Any text of a header becomes a valid id. Thread-safe.
 */
public final class ScopeFilter extends OncePerRequestFilter {

  private final ScopeRules rules;

  /** Creates a filter. */
  public ScopeFilter(ScopeRules rules) {
    this.rules = rules;
  }

  /**
   * The sources of a scope: for each id the value of a header, else a fixed text.
   *
   * @param organization the source of the organization
   * @param workspace the source of the workspace
   * @param project the source of the project
   * @param userHeader the header with the user, or null
   * @param userFromPrincipal whether the authenticated user is the user without a header
   */
  public record ScopeRules(
      Source organization,
      Source workspace,
      Source project,
      @Nullable String userHeader,
      boolean userFromPrincipal) {

    EventScope scope(HttpServletRequest request) {
      return EventScope.lenient(
          organization.text(request),
          workspace.text(request),
          project.text(request),
          user(request));
    }

    private @Nullable String user(HttpServletRequest request) {
      String named = userHeader == null ? null : request.getHeader(userHeader);
      Principal principal = userFromPrincipal ? request.getUserPrincipal() : null;
      boolean isNamed = named != null && !named.isBlank();
      return isNamed || principal == null ? named : principal.getName();
    }
  }

  /**
   * The source of one id.
   *
   * @param header the header with it, or null
   * @param fixed the text without a header, or null
   */
  public record Source(@Nullable String header, @Nullable String fixed) {

    @Nullable String text(HttpServletRequest request) {
      String named = header == null ? null : request.getHeader(header);
      return named == null || named.isBlank() ? fixed : named.strip();
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (EventContext.Handle opened = rules.scope(request).open()) {
      chain.doFilter(request, response);
    }
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }
}
