package fr.dossiersco.outreach.web;

import java.time.Duration;
import java.util.List;

import org.thymeleaf.spring6.view.ThymeleafViewResolver;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the static files and gives every page what its layout needs. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final Assets assets = Assets.built();

	private final SiteAddress site;

	WebConfiguration(ThymeleafViewResolver views, SiteAddress site) {
		this.site = site;
		views.addStaticVariable("assets", this.assets.path());
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:/assets/")
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.resourceChain(true)
			.addResolver(new SmallestFormResolver());
		registry.addResourceHandler("/favicon.ico")
			.addResourceLocations("classpath:" + this.assets.path() + "/favicon/")
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new ScreenInterceptor(this.site)).excludePathPatterns("/assets/**");
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new PageRequestResolver());
		resolvers.add(new FileFormatResolver());
	}

}
