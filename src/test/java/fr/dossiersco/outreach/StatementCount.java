package fr.dossiersco.outreach;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the SQL statements that a piece of work sends, without the one by which each
 * connection takes its sight.
 */
public class StatementCount implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof DataSource dataSource && name.equals("dataSource")) {
			return ProxyDataSourceBuilder.create(dataSource).name("guarded").countQuery().build();
		}
		return bean;
	}

	/** How many statements the work sent on this thread. */
	public static long of(Runnable work) {
		QueryCountHolder.clear();
		work.run();
		return QueryCountHolder.getGrandTotal().getTotal();
	}

}
