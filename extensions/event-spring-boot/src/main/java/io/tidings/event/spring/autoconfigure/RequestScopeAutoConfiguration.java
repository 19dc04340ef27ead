package io.tidings.event.spring.autoconfigure;

import io.tidings.event.spring.autoconfigure.TidingsProperties.Scope;
import io.tidings.event.spring.internal.web.ScopeFilter;
import io.tidings.event.spring.internal.web.ScopeFilter.ScopeRules;
import io.tidings.event.spring.internal.web.ScopeFilter.Source;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Auto-configuration of the scope of a servlet request. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({OncePerRequestFilter.class, Filter.class})
@EnableConfigurationProperties(TidingsProperties.class)
class RequestScopeAutoConfiguration {

  /** Behind Spring Security's filters, at -100, which determine the user. */
  private static final int ORDER = -50;

  @Bean
  @ConditionalOnMissingBean(name = "tidingsScopeFilter")
  FilterRegistrationBean<ScopeFilter> tidingsScopeFilter(TidingsProperties properties) {
    Scope scope = properties.scope();
    FilterRegistrationBean<ScopeFilter> registration =
        new FilterRegistrationBean<>(
            new ScopeFilter(
                new ScopeRules(
                    new Source(scope.organizationHeader(), scope.organization()),
                    new Source(scope.workspaceHeader(), scope.workspace()),
                    new Source(scope.projectHeader(), scope.project()),
                    scope.userHeader(),
                    scope.userFromPrincipal())));
    registration.setOrder(ORDER);
    return registration;
  }
}
